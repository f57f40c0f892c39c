import "./method.css";
import { useLocale, useTranslations } from "next-intl";
import type { ReliabilityBin } from "@/rules/calibration";
import { formatPercent, formatPercentRange } from "./format";

const side = 300;
const left = 34;
const top = 8;
const ticks = [0, 0.25, 0.5, 0.75, 1];

const x = (share: number) => Math.round((left + share * side) * 10) / 10;
const y = (share: number) => Math.round((top + (1 - share) * side) * 10) / 10;

/**
 * How often what was held likely came true: on the diagonal, seven in ten of the 70 % came true. The dot grows with the number
 * of claims, the line is the 80 % interval of the share; the same figures stand in a table.
 */
export function CalibrationDiagram({ bins, label }: { bins: ReliabilityBin[]; label: string }) {
  const t = useTranslations("calibration");
  return (
    <figure className="calibration">
      <svg viewBox={`0 0 ${left + side + 8} ${top + side + 40}`} role="img" aria-label={label}>
        <Axes held={t("held")} came={t("came")} />
        {bins.map((bin) => (
          <BinMark key={bin.from} bin={bin} most={Math.max(...bins.map(({ n }) => n))} />
        ))}
      </svg>
      <figcaption>{t("howToRead")}</figcaption>
      <details className="folded">
        <summary>{t("asTable")}</summary>
        <BinTable bins={bins} />
      </details>
    </figure>
  );
}

function Axes({ held, came }: { held: string; came: string }) {
  return (
    <>
      {ticks.map((tick) => (
        <g key={tick}>
          <path className="grid" d={`M${x(0)} ${y(tick)}H${x(1)}M${x(tick)} ${y(0)}V${y(1)}`} />
          <text x={x(tick)} y={y(0) + 15} textAnchor={tick === 1 ? "end" : "middle"}>
            {tick * 100}
          </text>
          <text x={left - 6} y={y(tick) + 4} textAnchor="end">
            {tick * 100}
          </text>
        </g>
      ))}
      <path className="diagonal" d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} />
      <text x={x(1)} y={y(0) + 33} textAnchor="end">
        {held}
      </text>
      <text x={x(0) + 6} y={y(1) + 14}>
        {came}
      </text>
    </>
  );
}

function BinMark({ bin, most }: { bin: ReliabilityBin; most: number }) {
  const at = x(bin.meanProbability);
  const radius = Math.round((2.5 + 6 * Math.sqrt(bin.n / most)) * 10) / 10;
  return (
    <>
      <path className="interval" d={`M${at} ${y(bin.low)}V${y(bin.high)}`} />
      <circle className="dot" cx={at} cy={y(bin.hits / bin.n)} r={radius} />
    </>
  );
}

function BinTable({ bins }: { bins: ReliabilityBin[] }) {
  const t = useTranslations("calibration");
  const locale = useLocale();
  return (
    <table className="figures">
      <thead>
        <tr>
          <th scope="col">{t("bin")}</th>
          <th scope="col">{t("meanHeld")}</th>
          <th scope="col">{t("claims")}</th>
          <th scope="col">{t("cameTrue")}</th>
          <th scope="col">{t("interval")}</th>
        </tr>
      </thead>
      <tbody>
        {bins.map((bin) => (
          <tr key={bin.from}>
            <th scope="row">
              {Math.round(bin.from * 100)}–{Math.round(bin.to * 100)}
            </th>
            <td>{formatPercent(bin.meanProbability, locale)}</td>
            <td>{bin.n}</td>
            <td>{formatPercent(bin.hits / bin.n, locale)}</td>
            <td>{formatPercentRange(bin.low, bin.high)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
