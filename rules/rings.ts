import { groupBy } from "./grouping";

/** A rating as far as lockstep is concerned. */
type Step = { claim: string; rater: string; probability: number; at: Date };

const hourMs = 3_600_000;
/** As good as the same probability, in log-odds: 0.80 and 0.84. */
const sameLogOdds = 0.25;

function logOdds(probability: number): number {
  return Math.log(probability / (1 - probability));
}

function isNear(a: { probability: number; at: Date }, b: typeof a, hours: number): boolean {
  return (
    Math.abs(a.at.getTime() - b.at.getTime()) <= hours * hourMs &&
    Math.abs(logOdds(a.probability) - logOdds(b.probability)) <= sameLogOdds
  );
}

/** Everybody in a group of two and more, by the smallest name in it; pairs of pairs belong together. */
function groupsOf(pairs: [string, string][]): Map<string, string> {
  const leader = new Map<string, string>();
  const find = (name: string): string => {
    const above = leader.get(name) ?? name;
    return above === name ? name : find(above);
  };
  for (const [a, b] of pairs) {
    const [first, second] = [find(a), find(b)].sort() as [string, string];
    leader.set(second, first);
    leader.set(first, first);
  }
  return new Map([...leader.keys()].map((name) => [name, find(name)]));
}

/** Accounts made for one occasion are made together and rate together. */
const burstJoinedHours = 72;
const burstHours = 24;

/**
 * Bursts on one claim: new accounts that joined within three days and said nearly the same within one. Takes the ratings of new
 * accounts only, as pairs are compared; returns the name of the burst by rater, without those in none.
 */
export function burstsOf(
  ratings: { rater: string; probability: number; at: Date; joinedAt: Date | null }[],
): Map<string, string> {
  const byOdds = [...ratings].sort((a, b) => a.probability - b.probability);
  const pairs = byOdds.flatMap((one, index) => {
    const found: [string, string][] = [];
    for (const other of byOdds.slice(index + 1)) {
      if (logOdds(other.probability) - logOdds(one.probability) > sameLogOdds) break;
      const apart = Math.abs((one.joinedAt?.getTime() ?? 0) - (other.joinedAt?.getTime() ?? 0));
      if (apart <= burstJoinedHours * hourMs && isNear(one, other, burstHours))
        found.push([one.rater, other.rater]);
    }
    return found;
  });
  return groupsOf(pairs);
}

/** Fewer claims in common say nothing. */
const fewestInCommon = 5;
/** Members who talk to each other rate one claim alike now and then; hardly anybody half of all they have in common. */
const lockstepShare = 0.5;
const lockstepHours = 6;

/** The first rating of each member on a claim: later ones follow the news. */
function firstRatings(steps: Step[]): Step[] {
  const first = new Map<string, Step>();
  for (const step of steps) {
    const earlier = first.get(step.rater);
    if (!earlier || step.at < earlier.at) first.set(step.rater, step);
  }
  return [...first.values()];
}

/**
 * Accounts that rate in lockstep across claims: at least five claims in common, and on half of these nearly the same first
 * rating within six hours. Returns the name of the ring (its smallest member) by rater, without those in none. The cost grows
 * with the pairs of raters of a claim, so it is meant for the ratings of a limited time, now and then.
 */
export function findRings(history: Step[]): Map<string, string> {
  const inCommon = new Map<string, { pair: [string, string]; claims: number; together: number }>();
  for (const steps of groupBy(history, (step) => step.claim).values()) {
    const raters = firstRatings(steps).sort((a, b) => (a.rater < b.rater ? -1 : 1));
    raters.forEach((one, index) => {
      for (const other of raters.slice(index + 1)) {
        const key = `${one.rater}\n${other.rater}`;
        const seen = inCommon.get(key) ?? { pair: [one.rater, other.rater], claims: 0, together: 0 };
        seen.claims += 1;
        if (isNear(one, other, lockstepHours)) seen.together += 1;
        inCommon.set(key, seen);
      }
    });
  }
  const found = [...inCommon.values()].filter(
    ({ claims, together }) => claims >= fewestInCommon && together >= lockstepShare * claims,
  );
  return groupsOf(found.map(({ pair }) => pair));
}
