import { useLocale, useTranslations } from "next-intl";
import type { UnscoredRating } from "@/db/member-records";
import { SlotName, ValueLink } from "./claim-rows";
import { Day } from "./day";
import { formatPercent } from "./format";

/** One's own ratings that count for nothing, and why. */
export function UnscoredTable({ ratings }: { ratings: UnscoredRating[] }) {
  const t = useTranslations("members");
  const locale = useLocale();
  return (
    <table className="board stacks">
      <thead>
        <tr>
          <th scope="col">{t("of.claim")}</th>
          <th scope="col" className="board-figure">
            {t("of.said")}
          </th>
          <th scope="col" className="board-day">
            {t("own.given")}
          </th>
          <th scope="col" className="board-day">
            {t("own.known")}
          </th>
        </tr>
      </thead>
      <tbody>
        {ratings.map(({ claim, probability, at }) => (
          <tr key={claim.id}>
            <th scope="row">
              <SlotName claim={claim} />
              <ValueLink claim={claim} />
            </th>
            <td className="board-figure" data-label={t("of.said")}>
              {formatPercent(probability, locale)}
            </td>
            <td className="board-day">
              <Day day={at} length="short" />
              <small>{t(claim.verdict.outcome === "unresolved" ? "own.unsettled" : "own.late")}</small>
            </td>
            <td className="board-day">
              <Day day={claim.knownAt} length="short" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
