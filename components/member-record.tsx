import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { MemberTally, SettledRating } from "@/db/member-records";
import { reliabilityBins } from "@/rules/calibration";
import { LEAST_FOR_SKILL, meanSkill } from "@/rules/leaderboards";
import type { Forecast } from "@/rules/scoring";
import { CalibrationDiagram } from "./calibration-diagram";
import { SlotName, ValueLink } from "./claim-rows";
import { Fact, Facts } from "./facts";
import { formatPercent } from "./format";
import { Score } from "./score";
import { stateOf } from "./slots";
import { StateMark } from "./state-mark";

type MemberRecordProps = {
  tally: MemberTally;
  forecasts: Forecast[];
  /** Mean Brier score of the others on the same claims, where it is told. */
  others?: number | null;
  children?: ReactNode;
};

/** How a member's settled ratings came out: the diagram beside the scores. */
export function MemberRecordView({ tally, forecasts, others, children }: MemberRecordProps) {
  const t = useTranslations("members");
  const words = useTranslations("records");
  const locale = useLocale();
  return (
    <div className="method-live">
      <CalibrationDiagram
        bins={reliabilityBins(forecasts)}
        label={t("of.calibration", { n: forecasts.length })}
      />
      <div>
        <Facts>
          <Fact name={t("brier")}>
            <Score value={tally.brier} />
          </Fact>
          {typeof others === "number" && (
            <Fact name={t("own.others")}>
              <Score value={others} />
            </Fact>
          )}
          <Fact name={t("better")}>
            <Score value={meanSkill(tally)} signed />
          </Fact>
          <Fact name={t("logScore")}>
            <Score value={tally.logScore} />
          </Fact>
          <Fact name={t("coverage")}>{formatPercent(tally.coverage, locale)}</Fact>
        </Facts>
        {children}
        <p className="board-note">
          {t("howToRead", { least: LEAST_FOR_SKILL })} <a href={`/${locale}/method`}>{words("toMethod")}</a>
        </p>
      </div>
    </div>
  );
}

/** Settled ratings as lines: what was rated, how it came out, what was said and how far off that was. */
export function RatingTable({ ratings }: { ratings: SettledRating[] }) {
  const t = useTranslations("members");
  return (
    <table className="board stacks">
      <thead>
        <tr>
          <th scope="col">{t("of.claim")}</th>
          <th scope="col" className="board-state">
            {t("of.outcome")}
          </th>
          <th scope="col" className="board-figure">
            {t("of.said")}
          </th>
          <th scope="col" className="board-figure">
            {t("brier")}
          </th>
        </tr>
      </thead>
      <tbody>
        {ratings.map((rating) => (
          <RatingRow key={rating.claim.id} rating={rating} />
        ))}
      </tbody>
    </table>
  );
}

function RatingRow({ rating: { claim, probability, brier } }: { rating: SettledRating }) {
  const t = useTranslations("members");
  const locale = useLocale();
  return (
    <tr>
      <th scope="row">
        <SlotName claim={claim} />
        <ValueLink claim={claim} />
      </th>
      <td className="board-state">
        <StateMark state={stateOf(claim)} />
      </td>
      <td className="board-figure" data-label={t("of.said")}>
        {formatPercent(probability, locale)}
      </td>
      <td className="board-figure" data-label={t("brier")}>
        <Score value={brier} />
      </td>
    </tr>
  );
}
