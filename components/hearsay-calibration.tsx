import { useTranslations } from "next-intl";
import type { Calibration, Comparison } from "@/rules/calibration";
import { CalibrationDiagram } from "./calibration-diagram";
import { Fact, Facts } from "./facts";
import { GroupName } from "./group-name";
import { Score } from "./score";

/** How Hearsay's own numbers came out, beside simpler ways to guess. */
export function HearsayCalibration({ calibration }: { calibration: Calibration }) {
  const t = useTranslations("method.live");
  const { settled, scored, brier, logScore, bins, against, groups } = calibration;
  if (!brier || logScore === null) return <p>{t("none", { settled })}</p>;
  return (
    <>
      <p className="method-count">{t("count", { settled, scored, without: settled - scored })}</p>
      <div className="method-live">
        <CalibrationDiagram bins={bins} label={t("label", { scored })} />
        <div>
          <Facts>
            <Fact name={t("brier")}>
              <Score value={brier.brier} />
            </Fact>
            <Fact name={t("reliability")}>
              <Score value={brier.reliability} />
            </Fact>
            <Fact name={t("resolution")}>
              <Score value={brier.resolution} />
            </Fact>
            <Fact name={t("uncertainty")}>
              <Score value={brier.uncertainty} />
            </Fact>
            <Fact name={t("logScore")}>
              <Score value={logScore} />
            </Fact>
          </Facts>
          <p className="board-note">{t("scores")}</p>
          <h3>{t("against")}</h3>
          <ComparisonTable against={against} />
          <p className="board-note">{t("againstNote")}</p>
        </div>
      </div>
      <h3 className="method-groups">{t("groups")}</h3>
      <GroupTable groups={groups} />
    </>
  );
}

function ComparisonTable({ against }: { against: Comparison[] }) {
  const t = useTranslations("method.live");
  return (
    <table className="board stacks">
      <thead>
        <tr>
          <th scope="col">{t("way")}</th>
          <th scope="col" className="board-figure">
            {t("claims")}
          </th>
          <th scope="col" className="board-figure">
            {t("theirs")}
          </th>
          <th scope="col" className="board-figure">
            {t("own")}
          </th>
          <th scope="col" className="board-figure">
            {t("gain")}
          </th>
        </tr>
      </thead>
      <tbody>
        {against.map(({ way, n, own, theirs, gain }) => (
          <tr key={way}>
            <th scope="row">{t(`ways.${way}`)}</th>
            <td className="board-figure" data-label={t("claims")}>
              {n}
            </td>
            <td className="board-figure" data-label={t("theirs")}>
              <Score value={theirs} />
            </td>
            <td className="board-figure" data-label={t("own")}>
              <Score value={own} />
            </td>
            <td className="board-figure" data-label={t("gain")}>
              <b>
                <Score value={gain.mean} signed />
              </b>
              <small className="method-interval">
                <Score value={gain.low} signed /> … <Score value={gain.high} signed />
              </small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function GroupTable({ groups }: { groups: Calibration["groups"] }) {
  const t = useTranslations("method.live");
  const words = useTranslations("records");
  return (
    <table className="board method-group-table">
      <thead>
        <tr>
          <th scope="col">{words("group")}</th>
          <th scope="col" className="board-figure">
            {words("hits")}
          </th>
          <th scope="col" className="board-figure">
            {t("own")}
          </th>
          <th scope="col" className="board-figure">
            {t("ways.baseRate")}
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ group, n, hits, brier, baseRate }) => (
          <tr key={group}>
            <th scope="row">
              <GroupName group={group} />
            </th>
            <td className="board-figure">{words("hitsOf", { hits, n })}</td>
            <td className="board-figure">
              <Score value={brier} />
            </td>
            <td className="board-figure">
              <Score value={baseRate} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
