/** What was held likely, and whether it came true. */
export type Forecast = { probability: number; hit: boolean };

/** Brier score: the squared distance from what happened; 0 is best, 0.25 is "no idea", 1 is worst. */
export function brier(probability: number, hit: boolean): number {
  return (probability - (hit ? 1 : 0)) ** 2;
}

/** Natural logarithm of the probability given to what happened; 0 is best, -0.693 is "no idea". */
export function logScore(probability: number, hit: boolean): number {
  return Math.log(hit ? probability : 1 - probability);
}

/** Sorted first, because the last bits of a floating-point sum depend on its order. */
function sum(values: number[]): number {
  return [...values].sort((a, b) => a - b).reduce((total, value) => total + value, 0);
}

function mean(values: number[]): number {
  return values.length === 0 ? Number.NaN : sum(values) / values.length;
}

/** One bar of a reliability diagram: how often forecasts from `from` up to below `to` came true. */
export type CalibrationBin = { from: number; to: number; n: number; hits: number; meanProbability: number };

/** Equal bins over 0..1, empty ones left out; the last one includes 1. */
export function calibrationBins(forecasts: Forecast[], bins = 10): CalibrationBin[] {
  const members: Forecast[][] = Array.from({ length: bins }, () => []);
  for (const forecast of forecasts) {
    // A probability such as 0.3 times 10 may fall short of 3 in its last bit.
    const at = Math.min(bins - 1, Math.floor(forecast.probability * bins + 1e-9));
    members[at]?.push(forecast);
  }
  return members.flatMap((bin, at) =>
    bin.length === 0
      ? []
      : {
          from: at / bins,
          to: (at + 1) / bins,
          n: bin.length,
          hits: bin.filter((forecast) => forecast.hit).length,
          meanProbability: mean(bin.map((forecast) => forecast.probability)),
        },
  );
}

export type BrierDecomposition = {
  brier: number;
  /** How far bins are off, 0 is best. */
  reliability: number;
  /** How far bins differ from the base rate, more is better. */
  resolution: number;
  /** Brier score of always saying the base rate. */
  uncertainty: number;
};

/**
 * Murphy 1973: Brier = reliability - resolution + uncertainty, over groups of forecasts. Exact when all of a bin say the same;
 * otherwise short of the spread within bins. Null without forecasts.
 */
export function brierDecomposition(forecasts: Forecast[], bins = 10): BrierDecomposition | null {
  const n = forecasts.length;
  if (n === 0) return null;
  const base = forecasts.filter((forecast) => forecast.hit).length / n;
  const grouped = calibrationBins(forecasts, bins);
  return {
    brier: mean(forecasts.map(({ probability, hit }) => brier(probability, hit))),
    reliability: sum(grouped.map((bin) => (bin.n / n) * (bin.meanProbability - bin.hits / bin.n) ** 2)),
    resolution: sum(grouped.map((bin) => (bin.n / n) * (bin.hits / bin.n - base) ** 2)),
    uncertainty: base * (1 - base),
  };
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export type Interval = { mean: number; low: number; high: number };

/**
 * Mean with its 95 % percentile bootstrap interval. For two ways to guess the same claims, give the difference of their
 * scores claim by claim: then it is the paired bootstrap. Null without values.
 */
export function bootstrap(values: number[], { seed = 1, rounds = 2000 } = {}): Interval | null {
  const n = values.length;
  if (n === 0) return null;
  const random = seededRandom(seed);
  const means = Array.from({ length: rounds }, () => {
    let total = 0;
    for (let drawn = 0; drawn < n; drawn += 1) total += values[Math.floor(random() * n)] ?? 0;
    return total / n;
  }).sort((a, b) => a - b);
  const at = (share: number) => means[Math.min(rounds - 1, Math.floor(share * rounds))] ?? Number.NaN;
  return { mean: mean(values), low: at(0.025), high: at(0.975) };
}
