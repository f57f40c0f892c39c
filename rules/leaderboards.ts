import { type Share, shareOfHits } from "./beta";
import type { Tally } from "./track-records";

/** Fewer settled claims say more about luck than about who was right. */
export const LEAST_TO_RANK = 10;

export type Ranked<T> = { entry: T; rank: number };
export type Leaderboard<T> = {
  /** Best first; equal scores share a rank. */
  ranked: Ranked<T>[];
  /** Too few settled claims for a rank; most of them first. */
  unranked: T[];
};

/** Orders whoever has enough settled claims by `score`, highest first; ties keep the order given. */
export function rankBy<T>(
  entries: readonly T[],
  of: { n: (entry: T) => number; score: (entry: T) => number },
): Leaderboard<T> {
  const scored = entries
    .filter((entry) => of.n(entry) >= LEAST_TO_RANK)
    .map((entry) => ({ entry, score: of.score(entry) }))
    .sort((a, b) => b.score - a.score);
  return {
    ranked: scored.map(({ entry, score }) => ({
      entry,
      rank: 1 + scored.filter((other) => other.score > score).length,
    })),
    unranked: entries
      .filter((entry) => of.n(entry) < LEAST_TO_RANK)
      .sort((a, b) => of.n(b) - of.n(a) || of.score(b) - of.score(a)),
  };
}

export type Judged<T> = { entry: T; tally: Tally; share: Share };

/** Orders by the lower end of the interval of the share of hits; who has no settled claim is left out. */
export function rankByShare<T>(entries: readonly T[], tallyOf: (entry: T) => Tally): Leaderboard<Judged<T>> {
  const judged = entries
    .map((entry) => ({ entry, tally: tallyOf(entry) }))
    .filter(({ tally }) => tally.n > 0)
    .map((one) => ({ ...one, share: shareOfHits(one.tally) }));
  return rankBy(judged, { n: ({ tally }) => tally.n, score: ({ share }) => share.low });
}

/** Skill is a mean over at least so many settled claims, so that a few lucky ones do not lead. */
export const LEAST_FOR_SKILL = 30;

/** How much closer to the truth than the others a member is on average, in Brier points. `skill` is a sum over `n` claims. */
export function meanSkill({ skill, n }: { skill: number; n: number }): number {
  return skill / Math.max(LEAST_FOR_SKILL, n);
}
