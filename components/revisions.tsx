import { useLocale, useTranslations } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import { type Revision, revisionsOn, type Stand } from "@/rules/revisions";
import { Day } from "./day";
import { formatValue } from "./format";
import { SourceLink } from "./source-link";

/** Sources that said one thing of a slot and later another: both stay to be seen. Nothing where nobody changed their mind. */
export function Revisions({ claim, rivals }: { claim: ClaimEntry; rivals: ClaimEntry[] }) {
  const t = useTranslations("claim.revisions");
  const revisions = revisionsOn(claim, rivals, claim.attribute);
  if (revisions.length === 0) return null;
  const claims = new Map([claim, ...rivals].map((one) => [one.id, one]));
  return (
    <>
      <h3>{t("title")}</h3>
      <p>{t("intro")}</p>
      <ul>
        {revisions.map((revision) => (
          <li key={`${revision.source.slug} ${revision.from.claimId} ${revision.from.stance}`}>
            <Changed revision={revision} claims={claims} />
          </li>
        ))}
      </ul>
    </>
  );
}

type Claims = ReadonlyMap<string, ClaimEntry>;

function Changed({ revision: { source, from, to }, claims }: { revision: Revision; claims: Claims }) {
  const t = useTranslations("claim.revisions");
  return t.rich("changed", {
    source: () => <SourceLink source={source} />,
    before: () => <Said stand={from} claims={claims} />,
    after: () => <Said stand={to} claims={claims} />,
  });
}

function Said({ stand: { claimId, stance, report }, claims }: { stand: Stand; claims: Claims }) {
  const t = useTranslations("claim.revisions");
  const locale = useLocale();
  const claim = claims.get(claimId);
  if (!claim) return null;
  const value = formatValue(claim.value, claim.attribute, locale);
  return (
    <>
      <a href={`/${locale}/claims/${claimId}`}>{stance === "contradicts" ? t("not", { value }) : value}</a> (
      <Day day={report.published} precision={report.publishedPrecision} length="short" />)
    </>
  );
}
