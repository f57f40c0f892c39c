import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { IdentitySummary } from "@/db/identity-summary";

const counted = [
  "claims",
  "merged",
  "reports",
  "ratings",
  "comments",
  "documents",
  "verdicts",
  "scores",
] as const;

/** What a change moves: how much of everything, and by name what has one. */
export function IdentityMoves({ summary, apart = 0 }: { summary: IdentitySummary; apart?: number }) {
  const t = useTranslations("identity");
  const { counts, stay, claims, slugs, names } = summary;
  return (
    <div className="identity-moves">
      <ul>
        {counted.map(
          (noun) => counts[noun] > 0 && <li key={noun}>{t(`counts.${noun}`, { count: counts[noun] })}</li>,
        )}
      </ul>
      {stay.reports > 0 && <p>{t("stayReports", { count: stay.reports })}</p>}
      {stay.ratings > 0 && <p>{t("stayRatings", { count: stay.ratings })}</p>}
      {apart > 0 && <p>{t("apart", { count: apart })}</p>}
      <dl className="follows">
        {slugs.length > 0 && <Part title={t("slugs")}>{slugs.join(", ")}</Part>}
        {names.length > 0 && <Part title={t("names")}>{names.join(", ")}</Part>}
        {claims.length > 0 && (
          <Part title={t("moved")}>
            <MovedClaims claims={claims} />
          </Part>
        )}
      </dl>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function MovedClaims({ claims }: Pick<IdentitySummary, "claims">) {
  const locale = useLocale();
  const t = useTranslations("identity");
  return (
    <ul>
      {claims.map(({ id, label, into }) => (
        <li key={id}>
          <a href={`/${locale}/claims/${id}`}>{label}</a>
          {into && <small> {t("into", { claim: into.label })}</small>}
        </li>
      ))}
    </ul>
  );
}
