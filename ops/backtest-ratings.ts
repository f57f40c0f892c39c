import { baseRateWorth, blendCrowd, poolCrowd } from "@/rules/crowd";
import { groupBy } from "@/rules/grouping";
import { addUpScores, scoreRaters, type TimedRating } from "@/rules/rater-scores";
import { HIGHEST_PROBABILITY, LOWEST_PROBABILITY } from "@/rules/ratings";
import { findRings } from "@/rules/rings";
import type { RaterRecord, Tally } from "@/rules/track-records";
import type { FiledClaim } from "./forecast-files";

export const methods = ["Hearsay", "mean", "median", "recency-weighted median", "log-odds mean"] as const;
export type Method = (typeof methods)[number];

export type Prediction = {
  claim: string;
  known: Date | null;
  hit: boolean;
  raters: number;
  probability: Record<Method, number>;
};

/** Claims settled before anything is known, as if half of ten had come true. */
const baseShrinkage = 10;
const monthMs = 30 * 86_400_000;
/** Rings are looked for once a month, in the ratings of the last year. */
const ringMonths = 12;

function logOdds(probability: number): number {
  return Math.log(probability / (1 - probability));
}

function probabilityOf(odds: number): number {
  return Math.max(LOWEST_PROBABILITY, Math.min(HIGHEST_PROBABILITY, 1 / (1 + Math.exp(-odds))));
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value with half of the weight on each side; the middle of two where it falls between them. */
export function weightedMedian(values: { value: number; weight: number }[]): number {
  const sorted = [...values].sort((a, b) => a.value - b.value);
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let passed = 0;
  for (const [index, { value, weight }] of sorted.entries()) {
    passed += weight;
    if (Math.abs(passed - half) < half * 1e-9) return (value + (sorted[index + 1]?.value ?? value)) / 2;
    if (passed > half) return value;
  }
  return Number.NaN;
}

/** Metaculus' default: weight exp(√n − √N) for the n-th of N in the order of time, none for one or two. */
function recencyWeightedMedian(inTime: number[], ordered: boolean): number {
  const all = inTime.length;
  const weightOf = (index: number) =>
    !ordered || all <= 2 ? 1 : Math.exp(Math.sqrt(index + 1) - Math.sqrt(all));
  return weightedMedian(inTime.map((value, index) => ({ value, weight: weightOf(index) })));
}

/** What settled claims taught by some instant; it only moves forward. */
class Learned {
  readonly raters = new Map<string, RaterRecord>();
  private readonly base: Tally = { hits: 0, n: 0 };
  private readonly waiting: FiledClaim[];
  private readonly said: { claim: string; rater: string; probability: number; at: Date }[];
  private ringsFrom = Number.NEGATIVE_INFINITY;

  constructor(claims: FiledClaim[]) {
    const dated = claims.filter((claim) => claim.life);
    this.waiting = dated.sort((a, b) => knownTime(a) - knownTime(b));
    this.said = dated.flatMap(({ claim, ratings }) => timed(ratings).map((one) => ({ ...one, claim })));
  }

  /** Takes in what was public before this instant. */
  advance(until: Date): void {
    while (this.waiting[0] && knownTime(this.waiting[0]) < until.getTime())
      this.learn(this.waiting.shift() as FiledClaim);
    if (until.getTime() >= this.ringsFrom + monthMs) this.findRings(until);
  }

  /** Share of the claims known by now that came true. */
  get baseRate(): number {
    return (this.base.hits + baseShrinkage / 2) / (this.base.n + baseShrinkage);
  }

  private learn({ life, hit, ratings }: FiledClaim): void {
    if (!life) return;
    this.base.n += 1;
    this.base.hits += hit ? 1 : 0;
    for (const score of scoreRaters(timed(ratings), { opened: life.opened, knownAt: life.known, hit })) {
      const before = this.recordOf(score.rater);
      const { skillMicro, n } = addUpScores([score]);
      this.raters.set(score.rater, {
        ...before,
        skillMicro: before.skillMicro + skillMicro,
        n: before.n + n,
      });
    }
  }

  private recordOf(rater: string): RaterRecord {
    return this.raters.get(rater) ?? { skillMicro: 0, n: 0, ring: null };
  }

  private findRings(until: Date): void {
    this.ringsFrom = until.getTime();
    const recent = this.said.filter(
      ({ at }) => at < until && at.getTime() >= until.getTime() - ringMonths * monthMs,
    );
    for (const [rater, record] of this.raters) this.raters.set(rater, { ...record, ring: null });
    for (const [rater, ring] of findRings(recent)) this.raters.set(rater, { ...this.recordOf(rater), ring });
  }
}

function knownTime(claim: FiledClaim): number {
  return claim.life?.known.getTime() ?? Number.NaN;
}

function timed(ratings: FiledClaim["ratings"]): TimedRating[] {
  return ratings.flatMap(({ rater, probability, at }) => (at ? { rater, probability, at } : []));
}

/** What stood at the cut: the last rating of each rater, oldest first. Without times the last line of each counts. */
function standing(claim: FiledClaim, cut: Date | null): TimedRating[] {
  const never = new Date(0);
  const before = cut
    ? timed(claim.ratings)
        .filter(({ at }) => at < cut)
        .sort((a, b) => a.at.getTime() - b.at.getTime())
    : claim.ratings.map(({ rater, probability }) => ({ rater, probability, at: never }));
  const last = [...groupBy(before, ({ rater }) => rater).values()].flatMap((own) => own.at(-1) ?? []);
  return last.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function predict(
  ratings: TimedRating[],
  learned: { raters: Learned["raters"]; baseRate: number },
  ordered: boolean,
) {
  const said = ratings.map(({ probability }) => probability);
  const evidence = ratings.map((rating) => ({ ...rating, joinedAt: null, simulated: false }));
  const crowd = poolCrowd(evidence, learned.raters);
  return {
    Hearsay: probabilityOf(
      blendCrowd({ logOdds: logOdds(learned.baseRate), worth: baseRateWorth }, crowd).logOdds,
    ),
    mean: mean(said),
    median: weightedMedian(said.map((value) => ({ value, weight: 1 }))),
    "recency-weighted median": recencyWeightedMedian(said, ordered),
    "log-odds mean": probabilityOf(mean(said.map(logOdds))),
  };
}

function cutOf({ life }: FiledClaim, share: number): Date | null {
  if (!life) return null;
  return new Date(life.opened.getTime() + share * (life.known.getTime() - life.opened.getTime()));
}

/**
 * What each method would have said at `share` of the life of every claim (opened to known), walking forward: from the ratings
 * made before that cut, the last of each rater, with skill and base rate from claims known before it. The base rate stands in
 * for what sources say, which these files do not tell. Claims without times have no cut: all their ratings count, no recency,
 * no skill, base rate 0.5. Claims nobody rated before the cut are left out.
 */
export function walkForward(claims: FiledClaim[], share: number): Prediction[] {
  const learned = new Learned(claims);
  const nothing = { raters: new Map<string, RaterRecord>(), baseRate: 0.5 };
  const cuts = claims
    .map((claim) => ({ claim, cut: cutOf(claim, share) }))
    .sort((a, b) => (a.cut?.getTime() ?? 0) - (b.cut?.getTime() ?? 0));
  return cuts.flatMap(({ claim, cut }) => {
    if (cut) learned.advance(cut);
    const ratings = standing(claim, cut);
    if (ratings.length === 0) return [];
    const probability = predict(ratings, cut ? learned : nothing, cut !== null);
    const known = claim.life?.known ?? null;
    return { claim: claim.claim, known, hit: claim.hit, raters: ratings.length, probability };
  });
}
