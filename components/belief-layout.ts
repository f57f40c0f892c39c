import type { BeliefPoint } from "@/db/belief";

/** A claim's line: its points and, where it is settled, when the fact was known (ISO instants). */
export type BeliefSeries = { id: string; points: BeliefPoint[]; knownAt: string | null };

export type BeliefLine = {
  id: string;
  /** Step line of what was recorded, and of what was reconstructed, in drawing units. */
  recorded: string;
  reconstructed: string;
  band: string;
  /** Share of the width and of the height (from above) at which it ends, 0..1. */
  endX: number;
  endY: number;
};

/** The drawing is this wide and high; it is stretched to its place, so only shares of it matter. */
export const drawingWidth = 1000;
export const drawingHeight = 200;
const leastMove = 0.005;

export type TimeScale = { from: number; to: number };

/** From the first number to the last number or verdict. */
export function timeScale(series: BeliefSeries[]): TimeScale {
  const times = series.flatMap(({ points, knownAt }) => [
    ...points.map(({ at }) => Date.parse(at)),
    ...(knownAt ? [Date.parse(knownAt)] : []),
  ]);
  const [from, to] = [Math.min(...times), Math.max(...times)];
  return { from, to: to > from ? to : from + 86_400_000 };
}

/** Where an instant stands in the drawing, 0..1. */
export function shareAt(at: string, { from, to }: TimeScale): number {
  return Math.min(1, Math.max(0, (Date.parse(at) - from) / (to - from)));
}

/** Only where the number moved by half a point or more, so that the page stays light; the last one always. */
export function visiblePoints({ points, knownAt }: Pick<BeliefSeries, "points" | "knownAt">): BeliefPoint[] {
  const before = points.filter(({ at }) => knownAt === null || at <= knownAt);
  const kept: BeliefPoint[] = [];
  for (const [index, point] of before.entries()) {
    const last = kept.at(-1);
    const moved = !last || Math.abs(last.probability - point.probability) >= leastMove;
    if (moved || last?.reconstructed !== point.reconstructed || index === before.length - 1) kept.push(point);
  }
  return kept;
}

const unitX = (share: number) => Math.round(share * drawingWidth);
const unitY = (probability: number) => Math.round((1 - probability) * drawingHeight);

/** Step lines: a number holds until the next one, the last to the verdict or the end of the drawing. */
export function lineOf(series: BeliefSeries, scale: TimeScale): BeliefLine | null {
  const points = visiblePoints(series);
  const last = points.at(-1);
  if (!last) return null;
  const end = series.knownAt ?? new Date(scale.to).toISOString();
  const steps = points.map((point, index) => ({
    point,
    x: unitX(shareAt(point.at, scale)),
    until: unitX(shareAt(points[index + 1]?.at ?? end, scale)),
    next: points[index + 1],
  }));
  const path = (reconstructed: boolean) =>
    steps
      .filter(({ point }) => point.reconstructed === reconstructed)
      .map(
        ({ point, x, until, next }) =>
          `M${x} ${unitY(point.probability)}H${until}${next ? `V${unitY(next.probability)}` : ""}`,
      )
      .join("");
  const upper = steps.map(({ point, x, until }) => `${x} ${unitY(point.high)} ${until} ${unitY(point.high)}`);
  const lower = [...steps]
    .reverse()
    .map(({ point, x, until }) => `${until} ${unitY(point.low)} ${x} ${unitY(point.low)}`);
  return {
    id: series.id,
    recorded: path(false),
    reconstructed: path(true),
    band: `M${upper.join(" ")} ${lower.join(" ")}z`,
    endX: (steps.at(-1)?.until ?? 0) / drawingWidth,
    endY: 1 - last.probability,
  };
}

/**
 * Moves labels apart that would stand on one another, and up again where the last would leave the drawing; heights in pixels,
 * from above, in the order given.
 */
export function spreadLabels(
  heights: number[],
  { least, lowest }: { least: number; lowest: number },
): number[] {
  const order = heights.map((height, index) => ({ height, index })).sort((a, b) => a.height - b.height);
  const placed = [...heights];
  let next = Number.NEGATIVE_INFINITY;
  for (const { height, index } of order) {
    placed[index] = Math.max(height, next);
    next = (placed[index] ?? 0) + least;
  }
  let ceiling = lowest;
  for (const { index } of order.reverse()) {
    placed[index] = Math.min(placed[index] ?? 0, ceiling);
    ceiling = (placed[index] ?? 0) - least;
  }
  return placed;
}
