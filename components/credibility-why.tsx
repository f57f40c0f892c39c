import { useLocale, useTranslations } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import { claimsKey, explain, type Sentence, standingOf } from "@/rules/explanation";
import { CredibilityFigure } from "./credibility";

/** The number, in one breath why, and then part by part; the API says the same. */
export function CredibilityWhy({
  claim,
}: {
  claim: Pick<ClaimEntry, "credibility" | "createdAt" | "verdict">;
}) {
  const t = useTranslations("explanation");
  const locale = useLocale();
  const { lead, parts } = explain(claim.credibility, standingOf(claim));
  return (
    <div className="why">
      <CredibilityFigure estimate={claim.credibility} />
      <p className="why-lead">
        <Said sentences={lead} />
      </p>
      <details className="folded">
        <summary>{t("parts")}</summary>
        <ul>
          {parts.map((sentence) => (
            <li key={`${sentence.key} ${sentence.source}`}>
              <Said sentences={[sentence]} />
            </li>
          ))}
        </ul>
      </details>
      <p className="why-method">
        <a href={`/${locale}/method`}>{t("toMethod")}</a>
      </p>
    </div>
  );
}

function Said({ sentences }: { sentences: Sentence[] }) {
  const t = useTranslations("explanation.sentences");
  const claimsOf = useTranslations("explanation.claims");
  const locale = useLocale();
  return sentences.map(({ key, values, group, source }, at) => (
    <span key={key}>
      {at > 0 && " "}
      {t.rich(key, {
        ...values,
        claims: claimsOf(claimsKey(group)),
        source: (name) => <a href={`/${locale}/sources/${source}`}>{name}</a>,
      })}
    </span>
  ));
}
