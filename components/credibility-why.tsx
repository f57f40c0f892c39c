import { useLocale, useTranslations } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import { CredibilityFigure } from "./credibility";
import { formatPercent } from "./format";

/** The number, and in words what it was made from. */
export function CredibilityWhy({ claim }: { claim: Pick<ClaimEntry, "credibility" | "verdict"> }) {
  const t = useTranslations("claim.why");
  const locale = useLocale();
  const { sources, crowd, share } = claim.credibility.parts;
  const percent = (probability: number) => formatPercent(probability, locale);
  return (
    <div className="why">
      <CredibilityFigure estimate={claim.credibility} />
      <ul>
        <li>
          {t("sources", {
            percent: percent(sources.probability),
            origins: sources.origins,
            against: sources.against,
          })}
        </li>
        <li>
          {crowd
            ? t("crowd", {
                percent: percent(crowd.probability),
                raters: crowd.raters,
                simulated: crowd.simulated,
              })
            : t("noCrowd")}
        </li>
        {share !== null && <li>{t("share", { percent: percent(share) })}</li>}
        {claim.verdict && <li>{t("closed")}</li>}
      </ul>
    </div>
  );
}
