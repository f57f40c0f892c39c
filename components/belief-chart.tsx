import "./belief-chart.css";
import { useLocale, useTranslations } from "next-intl";
import type { BeliefPoint } from "@/db/belief";
import type { ClaimEntry } from "@/db/claims";
import {
  type BeliefLine,
  type BeliefSeries,
  drawingHeight,
  drawingWidth,
  lineOf,
  shareAt,
  spreadLabels,
  type TimeScale,
  timeScale,
  visiblePoints,
} from "./belief-layout";
import { BeliefSentence } from "./belief-sentence";
import { formatDay, formatPercent, formatValue } from "./format";

export type Belief = ReadonlyMap<string, BeliefPoint[]>;

const plotTop = 30;
const plotHeight = 170;
const tones = ["a", "b", "c", "d"] as const;
const levels = [0, 0.25, 0.5, 0.75, 1];

/** Share of the height, from above, where a label or line stands. */
const pixelY = (share: number) => Math.round(plotTop + share * plotHeight);
const percentX = (share: number) => `${Math.round(share * 1000) / 10}%`;

/**
 * How belief in the values of one slot moved: a step line and its range for each of at most four claims, the outcome at its end.
 * `marks` are numbered events on the time axis (ISO instants), told in words beside it.
 */
export function BeliefChart({
  claims,
  belief,
  marks = [],
}: {
  claims: ClaimEntry[];
  belief: Belief;
  marks?: string[];
}) {
  const t = useTranslations("belief");
  const locale = useLocale();
  const shown = claims.slice(0, tones.length);
  const series = shown.map((claim) => seriesOf(claim, belief));
  if (series.every(({ points }) => points.length === 0)) return null;
  const scale = timeScale(series);
  const lines = series.flatMap((one) => lineOf(one, scale) ?? []);
  const names = new Map(shown.map((claim) => [claim.id, formatValue(claim.value, claim.attribute, locale)]));
  return (
    <figure className="belief">
      <svg
        className="belief-drawing"
        height={plotTop + plotHeight + 22}
        role="img"
        aria-label={t("label", { values: [...names.values()].join(", ") })}
      >
        <Grid scale={scale} />
        <Marks marks={marks} scale={scale} />
        <Plot lines={lines} />
        <Labels lines={lines} names={names} claims={shown} />
      </svg>
      <figcaption>
        <ul>
          {shown.map((claim) => (
            <li key={claim.id}>
              <BeliefSentence claim={claim} points={visiblePoints(seriesOf(claim, belief))} />
            </li>
          ))}
        </ul>
        {lines.some(({ reconstructed }) => reconstructed !== "") && <p>{t("reconstructed")}</p>}
      </figcaption>
    </figure>
  );
}

function seriesOf(claim: ClaimEntry, belief: Belief): BeliefSeries {
  return { id: claim.id, points: belief.get(claim.id) ?? [], knownAt: claim.verdict?.knownAt ?? null };
}

function Grid({ scale }: { scale: TimeScale }) {
  const locale = useLocale();
  const day = (time: number) => formatDay(new Date(time).toISOString().slice(0, 10), "day", locale, "short");
  return (
    <g className="belief-grid">
      {levels.map((level) => (
        <g key={level}>
          <line x1="0" x2="100%" y1={pixelY(1 - level)} y2={pixelY(1 - level)} />
          {level > 0 && level < 1 && (
            <text x="2" y={pixelY(1 - level) - 3}>
              {formatPercent(level, locale)}
            </text>
          )}
        </g>
      ))}
      <text x="0" y={plotTop + plotHeight + 16}>
        {day(scale.from)}
      </text>
      <text x="100%" y={plotTop + plotHeight + 16} textAnchor="end">
        {day(scale.to)}
      </text>
    </g>
  );
}

function Marks({ marks, scale }: { marks: string[]; scale: TimeScale }) {
  return marks.map((at, index) => {
    const x = percentX(shareAt(at, scale));
    // Neighbours stand on different heights, so that their figures stay apart.
    const y = 9 + 10 * (index % 2);
    return (
      <g key={at} className="belief-mark">
        <line x1={x} x2={x} y1={y + 3} y2={plotTop + plotHeight} />
        <text x={x} y={y} textAnchor={index === 0 ? "start" : "end"}>
          {index + 1}
        </text>
      </g>
    );
  });
}

function Plot({ lines }: { lines: BeliefLine[] }) {
  return (
    <svg
      y={plotTop}
      width="100%"
      height={plotHeight}
      viewBox={`0 0 ${drawingWidth} ${drawingHeight}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {lines.map((line, index) => (
        <g key={line.id} className={`belief-${tones[index]}`}>
          <path className="belief-band" d={line.band} />
          {line.reconstructed && <path className="belief-line belief-reconstructed" d={line.reconstructed} />}
          {line.recorded && <path className="belief-line" d={line.recorded} />}
        </g>
      ))}
    </svg>
  );
}

function Labels({
  lines,
  names,
  claims,
}: {
  lines: BeliefLine[];
  names: Map<string, string>;
  claims: ClaimEntry[];
}) {
  const t = useTranslations("vocabulary.state");
  const locale = useLocale();
  const heights = spreadLabels(
    lines.map(({ endY }) => pixelY(endY) - 6),
    { least: 15, lowest: plotTop + plotHeight - 4 },
  );
  return lines.map((line, index) => {
    const claim = claims.find(({ id }) => id === line.id);
    const outcome = claim?.verdict ? `, ${t(claim.verdict.outcome)}` : "";
    const right = line.endX > 0.4;
    return (
      <text
        key={line.id}
        className={`belief-name belief-${tones[index]}`}
        x={percentX(line.endX)}
        dx={right ? -4 : 4}
        y={heights[index]}
        textAnchor={right ? "end" : "start"}
      >
        {names.get(line.id)} {formatPercent(1 - line.endY, locale)}
        {outcome}
      </text>
    );
  });
}
