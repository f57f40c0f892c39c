import { useLocale, useTranslations } from "next-intl";
import type { ClaimEntry, VerdictEntry } from "@/db/claims";
import type { DevicePage } from "@/db/devices";
import { groupBy } from "@/rules/grouping";
import { ClaimValue } from "./claim-value";
import { Day } from "./day";
import { DocumentLink } from "./document-link";
import { StateMark } from "./state-mark";
import { Tag } from "./ui/tag";
import { citedDocuments, Passage } from "./verdict-stamp";

type Ruled = ClaimEntry & { verdict: VerdictEntry };

/** What official sources settled, day by day, with the document of each fact. */
export function OfficialRecord({ device }: { device: DevicePage }) {
  const days = officialDays(device.claims);
  if (days.length === 0) return null;
  return (
    <ol className="official-record">
      {days.map(([day, claims]) => (
        <OfficialDay key={day} day={day} claims={claims} before={beforeLaunch(day, device)} />
      ))}
    </ol>
  );
}

function isOfficial(claim: ClaimEntry): claim is Ruled {
  return claim.verdict?.basis === "official";
}

function officialDays(claims: ClaimEntry[]): [string, Ruled[]][] {
  const official = claims
    .filter(isOfficial)
    .sort((a, b) => a.verdict.knownAt.localeCompare(b.verdict.knownAt));
  return [...groupBy(official, (claim) => claim.verdict.knownAt.slice(0, 10))];
}

function beforeLaunch(day: string, device: DevicePage): boolean {
  return device.announced === null || day < device.announced;
}

function OfficialDay({ day, claims, before }: { day: string; claims: Ruled[]; before: boolean }) {
  const settled = claims.filter((claim) => claim.verdict.outcome !== "refuted");
  const refuted = claims.filter((claim) => claim.verdict.outcome === "refuted");
  return (
    <li>
      <Day day={day} />
      <div>
        {[...groupBy(settled, documentKey)].map(([key, group]) => (
          <FactsOfDocument key={key} claims={group} />
        ))}
        <Fallen claims={refuted} open={settled.length === 0} />
      </div>
      {settled.length > 0 ? (
        <StateMark state={before ? "official" : "confirmed"} />
      ) : (
        <StateMark state="refuted" />
      )}
    </li>
  );
}

function documentKey({ verdict }: Ruled): string {
  return citedDocuments(verdict)[0]?.id ?? (verdict.fromMemory ? "memory" : "none");
}

function FactsOfDocument({ claims }: { claims: Ruled[] }) {
  const [first] = claims;
  if (!first) return null;
  return (
    <div className="facts-of">
      <ul className={claims.length > 3 ? "columns" : undefined}>
        {claims.map((claim) => (
          <li key={claim.id}>
            <Fact claim={claim} />
          </li>
        ))}
      </ul>
      <Source verdict={first.verdict} recorded={claims.some((claim) => claim.verdict.passage)} />
    </div>
  );
}

function Fact({ claim }: { claim: Ruled }) {
  const locale = useLocale();
  return (
    <>
      <span className="attr">
        {claim.attribute.name[locale]}
        {claim.scope && <span lang="en">, {claim.scope}</span>}
      </span>{" "}
      <a className="plain" href={`/${locale}/claims/${claim.id}`}>
        <ClaimValue claim={claim} />
      </a>
      {claim.verdict.outcome === "partly" && (
        <>
          {" "}
          <StateMark state="partly" />
        </>
      )}
      {claim.verdict.passage && <Passage verdict={claim.verdict} />}
    </>
  );
}

function Source({ verdict, recorded }: { verdict: VerdictEntry; recorded: boolean }) {
  const t = useTranslations("device.official");
  const words = useTranslations("vocabulary.documentKind");
  const [document, ...others] = citedDocuments(verdict);
  return (
    <p className="source">
      {document && (
        <small>
          {words(document.kind)}, {document.source.name}:{" "}
          <DocumentLink document={document}>{document.title}</DocumentLink>
          {others.length > 0 && ` ${t("andOthers", { count: others.length })}`}{" "}
        </small>
      )}
      {!recorded && <Tag dashed>{t(document ? "noPassage" : "noDocument")}</Tag>}
    </p>
  );
}

/** What the same day ruled out, folded: it was never official, only settled. */
function Fallen({ claims, open }: { claims: Ruled[]; open: boolean }) {
  const t = useTranslations("device.official");
  const locale = useLocale();
  if (claims.length === 0) return null;
  return (
    <details className="folded" open={open}>
      <summary>{t("fallen", { count: claims.length })}</summary>
      <ul className={claims.length > 3 ? "columns" : undefined}>
        {claims.map((claim) => (
          <li key={claim.id}>
            <span className="attr">
              {claim.attribute.name[locale]}
              {claim.scope && <span lang="en">, {claim.scope}</span>}
            </span>{" "}
            <a className="plain" href={`/${locale}/claims/${claim.id}`}>
              <ClaimValue claim={claim} />
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
