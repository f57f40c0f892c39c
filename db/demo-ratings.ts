import type { Outcome } from "@/rules/vocabulary";

/** A simulated member's habits: how well informed, how bold, how often they rate. */
export type Rater = { id: string; skill: number; boldness: number; diligence: number };
export type RatedClaim = {
  id: string;
  /** What the numbers are drawn from, the same on every installation. */
  seed: string;
  outcome: Outcome | null;
  supporting: number;
  contradicting: number;
  opened: Date;
  closed: Date;
};
export type DemoRating = { claimId: string; memberId: string; probability: number; at: Date };

/** A small seeded generator (mulberry32): the same seed gives the same numbers everywhere. */
function randomOf(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Roughly normal, mean 0, deviation 1. */
function noise(random: () => number): number {
  return (random() + random() + random() - 1.5) * 2;
}

export function inventRaters(ids: string[]): Rater[] {
  return ids.map((id, index) => {
    const random = randomOf(`rater ${index}`);
    return {
      id,
      skill: random() ** 1.5,
      boldness: 0.6 + random() * 0.9,
      diligence: 0.08 + random() ** 2 * 0.6,
    };
  });
}

const truth: Record<Outcome, number> = { confirmed: 1, partly: 0.2, refuted: -1, unresolved: 0 };

/** Which way well-informed people lean: toward what came true, or for an open claim toward where its reports point. */
function leaning(claim: RatedClaim, random: () => number): number {
  const reports = Math.min(claim.supporting, 4) * 0.25 - Math.min(claim.contradicting, 3) * 0.6;
  const known = claim.outcome
    ? truth[claim.outcome]
    : Math.max(-1, Math.min(1, reports + noise(random) * 0.4));
  return known * 0.9 + reports * 0.5;
}

function share(odds: number): number {
  const exact = 1 / (1 + Math.exp(-odds));
  return Math.max(0.01, Math.min(0.99, Math.round(exact * 100) / 100));
}

function moment(claim: RatedClaim, share_: number): Date {
  const [from, to] = [claim.opened.getTime(), claim.closed.getTime()];
  // Never the last minute: what is rated when the fact is public is not a forecast.
  return new Date(Math.floor(from + (to - from - 60_000) * share_));
}

/**
 * Simulated ratings of one claim: each rater leans with their skill and errs with noise, and a third change their mind later.
 * Returned in two rounds, because a second rating revises the first.
 */
export function inventRatings(claim: RatedClaim, raters: Rater[]): [DemoRating[], DemoRating[]] {
  const rounds: [DemoRating[], DemoRating[]] = [[], []];
  if (claim.closed.getTime() - claim.opened.getTime() < 86_400_000) return rounds;
  const random = randomOf(claim.seed);
  const lean = leaning(claim, random);
  const interest = 0.3 + random() * 1.2;
  for (const rater of raters) {
    if (random() > rater.diligence * interest) continue;
    const belief = lean * (0.25 + rater.skill * 1.1) + noise(random) * (1.1 - rater.skill * 0.6);
    const [first, later] = [random() * 0.8, random()];
    const base = { claimId: claim.id, memberId: rater.id };
    rounds[0].push({ ...base, probability: share(belief * rater.boldness), at: moment(claim, first) });
    if (random() > 0.33) continue;
    const second = belief + lean * rater.skill * 0.6 + noise(random) * 0.35;
    const at = moment(claim, first + (1 - first) * (0.1 + later * 0.85));
    rounds[1].push({ ...base, probability: share(second * rater.boldness), at });
  }
  return rounds;
}
