import { betaQuantile } from "./beta";
import { groupBy } from "./grouping";
import {
  type BrierDecomposition,
  bootstrap,
  brier,
  brierDecomposition,
  type CalibrationBin,
  calibrationBins,
  type Forecast,
  type Interval,
  logScore,
} from "./scoring";

/** A settled claim: what Hearsay had published before the fact, and what simpler ways would have said. */
export type ScoredClaim = {
  group: string;
  hit: boolean;
  /** Null where nothing was reported or rated before the fact was public. */
  probability: number | null;
  baseRate: number;
  reportCount: number | null;
  ratingMean: number | null;
};

/** Simpler ways to guess, worst known first. */
export const simplerWays = ["baseRate", "reportCount", "ratingMean"] as const;
export type SimplerWay = (typeof simplerWays)[number];

/** Brier scores on the claims for which both say something. */
export type Comparison = {
  way: SimplerWay;
  n: number;
  own: number;
  theirs: number;
  /** Theirs minus Hearsay's own, with its 95 % bootstrap interval; above 0 Hearsay did better. */
  gain: Interval;
};

/** How often forecasts near one another came true, with an 80 % interval of that share. */
export type ReliabilityBin = CalibrationBin & { low: number; high: number };

export type Calibration = {
  /** Settled claims, and those of them that had a forecast. */
  settled: number;
  scored: number;
  bins: ReliabilityBin[];
  /** Null without a scored claim. */
  brier: BrierDecomposition | null;
  /** Mean natural logarithm of the probability given to what happened. */
  logScore: number | null;
  against: Comparison[];
  groups: { group: string; n: number; hits: number; brier: number; baseRate: number }[];
};

/** How Hearsay itself came out, over all settled claims. */
export function calibrate(claims: ScoredClaim[]): Calibration {
  const scored = claims.flatMap((claim) =>
    claim.probability === null ? [] : [{ ...claim, probability: claim.probability }],
  );
  return {
    settled: claims.length,
    scored: scored.length,
    bins: reliabilityBins(scored),
    brier: brierDecomposition(scored),
    logScore: scored.length > 0 ? mean(scored.map((one) => logScore(one.probability, one.hit))) : null,
    against: simplerWays.flatMap((way) => compare(scored, way)),
    groups: [...groupBy(scored, ({ group }) => group)]
      .map(([group, own]) => ({
        group,
        n: own.length,
        hits: own.filter(({ hit }) => hit).length,
        brier: mean(own.map((one) => brier(one.probability, one.hit))),
        baseRate: mean(own.map((one) => brier(one.baseRate, one.hit))),
      }))
      .sort((a, b) => b.n - a.n || (a.group < b.group ? -1 : 1)),
  };
}

/** Ten bins with the interval of each share under a Jeffreys prior, Beta(½, ½). */
export function reliabilityBins(forecasts: Forecast[]): ReliabilityBin[] {
  return calibrationBins(forecasts).map((bin) => {
    const [a, b] = [bin.hits + 0.5, bin.n - bin.hits + 0.5];
    return { ...bin, low: betaQuantile(0.1, a, b), high: betaQuantile(0.9, a, b) };
  });
}

type Scored = ScoredClaim & { probability: number };

function compare(scored: Scored[], way: SimplerWay): Comparison[] {
  const both = scored.flatMap((claim) => {
    const said = claim[way];
    if (said === null) return [];
    return [{ own: brier(claim.probability, claim.hit), theirs: brier(said, claim.hit) }];
  });
  const gain = bootstrap(both.map(({ own, theirs }) => theirs - own));
  if (!gain) return [];
  return [
    {
      way,
      n: both.length,
      own: mean(both.map(({ own }) => own)),
      theirs: mean(both.map(({ theirs }) => theirs)),
      gain,
    },
  ];
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
