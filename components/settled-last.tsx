import { useLocale, useTranslations } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import { SlotName, ValueLink } from "./claim-rows";
import { ClaimStatement } from "./claim-statement";
import { CredibilityFigure } from "./credibility";
import { Day } from "./day";
import { DocumentLink } from "./document-link";
import { formatPercent } from "./format";
import { HeardFrom } from "./heard-from";
import { stateOf } from "./slots";
import { StateMark } from "./state-mark";
import { citedDocuments } from "./verdict-stamp";

/** The ruling most was written about in full, the others as lines by their day. */
export function SettledLast({ claims }: { claims: ClaimEntry[] }) {
  const t = useTranslations("home.settled");
  const [lead] = [...claims].sort((a, b) => b.reports.length - a.reports.length);
  if (!lead) return <p>{t("empty")}</p>;
  const others = claims.filter((claim) => claim !== lead);
  return (
    <>
      <LeadVerdict claim={lead} />
      <ol className="verdicts">
        {others.map((claim) => (
          <li key={claim.id}>
            <VerdictLine claim={claim} />
          </li>
        ))}
      </ol>
    </>
  );
}

function LeadVerdict({ claim }: { claim: ClaimEntry }) {
  const t = useTranslations("home.settled");
  const locale = useLocale();
  const document = claim.verdict && citedDocuments(claim.verdict)[0];
  return (
    <article className="lead">
      <StateMark state={stateOf(claim)} />
      <SlotName claim={claim} />
      <h3>
        <a href={`/${locale}/claims/${claim.id}`}>
          <ClaimStatement claim={claim} />
        </a>
      </h3>
      {claim.verdict?.note && (
        <p className="lead-note" lang="en">
          {claim.verdict.note}
        </p>
      )}
      <dl className="lead-figures">
        <div>
          <dt>{t("believed")}</dt>
          <dd>
            <CredibilityFigure estimate={claim.credibility} />
          </dd>
        </div>
        <div>
          <dt>{t("heard")}</dt>
          <dd>
            <HeardFrom provenance={claim.provenance} />
          </dd>
        </div>
        {claim.verdict && (
          <div>
            <dt>{t("known")}</dt>
            <dd>
              <Day day={claim.verdict.knownAt} />
              {document && (
                <small>
                  <DocumentLink document={document}>{document.source.name}</DocumentLink>
                </small>
              )}
            </dd>
          </div>
        )}
      </dl>
    </article>
  );
}

function VerdictLine({ claim }: { claim: ClaimEntry }) {
  const t = useTranslations("home.settled");
  const locale = useLocale();
  return (
    <>
      <StateMark state={stateOf(claim)} />
      <div>
        <SlotName claim={claim} />
        <ValueLink claim={claim} />
      </div>
      <p className="verdict-aside">
        {claim.verdict && <Day day={claim.verdict.knownAt} length="short" />}
        <small>{t("believedAt", { percent: formatPercent(claim.credibility.probability, locale) })}</small>
      </p>
    </>
  );
}
