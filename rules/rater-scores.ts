import { groupBy } from "./grouping";
import { brier, logScore } from "./scoring";

/** One rating of a settled claim, with those it replaced. */
export type TimedRating = { rater: string; probability: number; at: Date };

/** What `RaterRecord` sums up of a member's scores: `n` counts the claims that told skill. */
export function addUpScores(scores: { skillMicro: number }[]): { skillMicro: number; n: number } {
  return {
    skillMicro: scores.reduce((sum, score) => sum + score.skillMicro, 0),
    n: scores.filter((score) => score.skillMicro !== 0).length,
  };
}

/** How one member's ratings of one settled claim came out. */
export type RaterScore = {
  rater: string;
  /** The last one before the fact was public. */
  probability: number;
  /** Averaged over the time that the ratings stood. */
  brier: number;
  /** Natural logarithm, averaged likewise. */
  logScore: number;
  /** Share of the claim's life that the ratings stood, 0..1. */
  coverage: number;
  /**
   * The others' Brier score minus the member's own while both stood, in millionths of the claim's life. 0 where the others were
   * nearly certain or there were none: such a claim shows no skill and does not count in `RaterRecord.n`.
   */
  skillMicro: number;
};

/**
 * Where the others hold something below or above this, agreeing is easy: nothing is to be earned there. In the back-test this
 * also tells better than a plain count who is known.
 */
const nearlyCertain = 0.1;

type Span = { rater: string; probability: number; from: number; to: number };

/** When each rating stood, in milliseconds, oldest first; a later one of the same member ends the one before. */
function spansOf(history: TimedRating[], knownAt: number): Span[] {
  const inTime = history
    .filter((rating) => rating.at.getTime() < knownAt)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.rater < b.rater ? -1 : a.rater > b.rater ? 1 : 0));
  const standing = new Map<string, Span>();
  const spans: Span[] = [];
  for (const { rater, probability, at } of inTime) {
    const before = standing.get(rater);
    if (before) before.to = at.getTime();
    const span = { rater, probability, from: at.getTime(), to: knownAt };
    standing.set(rater, span);
    spans.push(span);
  }
  return spans;
}

/**
 * For each instant at which something changed, integrals from the start over the time when at least two stood: of the sum of
 * all Brier scores by the number of others, of 1 by that number, and of the time itself. With them the difference of one
 * member to the others costs the same for any number of others.
 */
function integrate(spans: Span[], hit: boolean): Map<number, { sum: number; inverse: number; time: number }> {
  const changes = spans
    .flatMap(({ from, to, probability }) => [
      { at: from, raters: 1, brier: brier(probability, hit) },
      { at: to, raters: -1, brier: -brier(probability, hit) },
    ])
    .sort((a, b) => a.at - b.at || a.brier - b.brier);
  const integrals = new Map<number, { sum: number; inverse: number; time: number }>();
  let now = { sum: 0, inverse: 0, time: 0 };
  let [last, raters, total] = [changes[0]?.at ?? 0, 0, 0];
  for (const change of changes) {
    const passed = change.at - last;
    if (passed > 0 && raters > 1) {
      const others = raters - 1;
      now = {
        sum: now.sum + (passed * total) / others,
        inverse: now.inverse + passed / others,
        time: now.time + passed,
      };
    }
    integrals.set(change.at, now);
    last = change.at;
    raters += change.raters;
    total += change.brier;
  }
  return integrals;
}

/** Mean over the spans by the time each stood; the last alone where none stood for any time. */
function averageOverTime(spans: Span[], score: (probability: number) => number): number {
  const stood = spans.reduce((sum, span) => sum + span.to - span.from, 0);
  if (stood === 0) return score(spans.at(-1)?.probability ?? Number.NaN);
  return spans.reduce((sum, span) => sum + ((span.to - span.from) / stood) * score(span.probability), 0);
}

/**
 * Scores of everybody who rated a claim before the fact was public, by member id. Ratings at or after `knownAt` never count.
 * Scores are averaged over time from the first rating on; skill is compared only while others stood beside it, and counts by
 * the share of the claim's life, so that to join on the last day earns little.
 */
export function scoreRaters(
  history: TimedRating[],
  settled: { opened: Date; knownAt: Date; hit: boolean },
): RaterScore[] {
  const { hit } = settled;
  const knownAt = settled.knownAt.getTime();
  const spans = spansOf(history, knownAt);
  const integrals = integrate(spans, hit);
  const zero = { sum: 0, inverse: 0, time: 0 };
  const life = Math.max(1, knownAt - Math.min(settled.opened.getTime(), spans[0]?.from ?? knownAt));
  const bettered = ({ from, to, probability }: Span): number => {
    const [start, end] = [integrals.get(from) ?? zero, integrals.get(to) ?? zero];
    const own = brier(probability, hit);
    return end.sum - start.sum - own * (end.inverse - start.inverse) - own * (end.time - start.time);
  };
  const byRater = [...groupBy(spans, (span) => span.rater)].map(([rater, own]) => ({
    rater,
    own,
    probability: own.at(-1)?.probability ?? Number.NaN,
  }));
  const total = byRater
    .map(({ probability }) => probability)
    .sort((a, b) => a - b)
    .reduce((sum, one) => sum + one, 0);
  const isOpen = (probability: number): boolean => {
    const others = (total - probability) / (byRater.length - 1);
    return others >= nearlyCertain && others <= 1 - nearlyCertain;
  };
  return byRater
    .map(({ rater, own, probability }) => ({
      rater,
      probability,
      brier: averageOverTime(own, (probability) => brier(probability, hit)),
      logScore: averageOverTime(own, (probability) => logScore(probability, hit)),
      coverage: own.reduce((sum, span) => sum + span.to - span.from, 0) / life,
      skillMicro: isOpen(probability)
        ? Math.round((1e6 * own.reduce((sum, span) => sum + bettered(span), 0)) / life)
        : 0,
    }))
    .sort((a, b) => (a.rater < b.rater ? -1 : 1));
}
