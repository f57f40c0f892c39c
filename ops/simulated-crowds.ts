import { groupBy } from "@/rules/grouping";
import { addUpScores, scoreRaters } from "@/rules/rater-scores";
import { HIGHEST_PROBABILITY, LOWEST_PROBABILITY } from "@/rules/ratings";
import { findRings } from "@/rules/rings";
import { seededRandom } from "@/rules/scoring";
import type { RaterRecord } from "@/rules/track-records";

export type Dice = {
  /** In [0, 1). */
  random: () => number;
  between: (low: number, high: number) => number;
  /** Normally distributed around 0. */
  normal: (deviation: number) => number;
  pick: <T>(items: T[], count: number) => T[];
};

export function rollDice(seed: number): Dice {
  const random = seededRandom(seed);
  const between = (low: number, high: number) => low + random() * (high - low);
  return {
    random,
    between,
    normal: (deviation) =>
      deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
    pick: (items, count) =>
      items
        .map((item) => ({ item, key: random() }))
        .sort((a, b) => a.key - b.key)
        .slice(0, count)
        .map(({ item }) => item),
  };
}

export type Member = { id: string; noise: number; joinedAt: Date };
export type Said = { claim: string; rater: string; probability: number; at: Date };
export type PastClaim = {
  claim: string;
  opened: Date;
  knownAt: Date;
  belief: number;
  hit: boolean;
  easy: boolean;
};

export const dayMs = 86_400_000;
/** The day on which the claims under attack are open. */
export const today = Date.UTC(2026, 0, 1);

/** What is said by somebody who would be right to hold `belief` (log-odds), within what may be said. */
export function say(belief: number): number {
  const probability = 1 / (1 + Math.exp(-belief));
  return Math.max(LOWEST_PROBABILITY, Math.min(HIGHEST_PROBABILITY, Math.round(probability * 100) / 100));
}

/** Members for years, of whom some read the signs much better than others. */
export function makeMembers(count: number, dice: Dice): Member[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `member-${index}`,
    noise: dice.between(0.4, 1.4),
    joinedAt: new Date(today - dice.between(400, 900) * dayMs),
  }));
}

/** Claims settled in the last year. Half were easy: everybody was nearly sure, and right. */
export function makePast(count: number, dice: Dice): PastClaim[] {
  return Array.from({ length: count }, (_, index) => {
    const easy = index % 2 === 0;
    const belief = easy ? (dice.random() < 0.5 ? -3.2 : 3.2) : dice.normal(1.2);
    const knownAt = today - dice.between(1, 360) * dayMs;
    const opened = new Date(knownAt - dice.between(20, 120) * dayMs);
    const hit = easy ? belief > 0 : dice.random() < 1 / (1 + Math.exp(-belief));
    return { claim: `past-${index}`, opened, knownAt: new Date(knownAt), belief, hit, easy };
  });
}

export function someTime({ opened, knownAt }: PastClaim, dice: Dice): Date {
  return new Date(dice.between(opened.getTime(), knownAt.getTime()));
}

/** Each past claim was rated by some of the members, each with the noise of their own. */
export function rateHonestly(past: PastClaim[], members: Member[], dice: Dice): Said[] {
  return past.flatMap((one) =>
    dice.pick(members, Math.round(dice.between(4, 16))).map((member) => ({
      claim: one.claim,
      rater: member.id,
      probability: say(one.belief + dice.normal(member.noise * (one.easy ? 0.4 : 1))),
      at: someTime(one, dice),
    })),
  );
}

/** What the past taught about everybody, by the rules of the product. */
export function recordsOf(past: PastClaim[], said: Said[]): Map<string, RaterRecord> {
  const rings = findRings(said);
  const byClaim = groupBy(said, ({ claim }) => claim);
  const scores = past.flatMap(({ claim, opened, knownAt, hit }) =>
    scoreRaters(byClaim.get(claim) ?? [], { opened, knownAt, hit }),
  );
  return new Map(
    [...groupBy(scores, ({ rater }) => rater)].map(([rater, own]) => [
      rater,
      { ...addUpScores(own), ring: rings.get(rater) ?? null },
    ]),
  );
}
