import { groupBy, Joined } from "./grouping";

/** A rating as far as lockstep is concerned. */
export type Step = { claim: string; rater: string; probability: number; at: Date };

const hourMs = 3_600_000;
/** As good as the same probability, in log-odds: 0.80 and 0.84. */
const sameLogOdds = 0.25;

function logOdds(probability: number): number {
  return Math.log(probability / (1 - probability));
}

/** Accounts made for one occasion are made together and rate together. */
const burstJoinedHours = 72;
const burstHours = 24;

type NewRating = { rater: string; probability: number; at: Date; joinedAt: Date | null };
/** When the account was made, when it rated, and what it said. */
type Place = [joined: number, rated: number, said: number];
const together: Place = [burstJoinedHours * hourMs, burstHours * hourMs, sameLogOdds];

function placeOf({ joinedAt, at, probability }: NewRating): Place {
  return [joinedAt?.getTime() ?? 0, at.getTime(), logOdds(probability)];
}

function isTogether(a: Place, b: Place): boolean {
  return together.every((most, side) => Math.abs((a[side] as number) - (b[side] as number)) <= most);
}

function cellOf(place: Place): string {
  return together.map((most, side) => Math.floor((place[side] as number) / most)).join();
}

/** Of any two cells that touch, one comes before the other by exactly one of these. */
const neighbours: Place[] = [-1, 0, 1]
  .flatMap((x) => [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((z): Place => [x, y, z])))
  .filter(([x, y, z]) => x * 9 + y * 3 + z > 0);

/**
 * Bursts on one claim: new accounts that joined within three days and said nearly the same within one, or are linked by others
 * who did. Takes the ratings of new accounts only; returns the name of the burst by rater, without those in none. All of one
 * cell of the grid belong together and only cells that touch are compared, so a thousand accounts made for a claim cost little.
 */
export function burstsOf(ratings: NewRating[]): Map<string, string> {
  const bursts = new Joined(ratings.map(({ rater }) => rater));
  const placed = ratings.map((rating) => ({ rater: bursts.indexOf(rating.rater), place: placeOf(rating) }));
  const cells = groupBy(placed, ({ place }) => cellOf(place));
  for (const [key, cell] of cells) {
    const [first] = cell;
    for (const { rater } of cell) bursts.join(first?.rater ?? rater, rater);
    const [x = 0, y = 0, z = 0] = key.split(",").map(Number);
    for (const [dx, dy, dz] of neighbours) {
      const other = cells.get([x + dx, y + dy, z + dz].join());
      if (other) joinCells(cell, other, bursts);
    }
  }
  return bursts.named();
}

type Placed = { rater: number; place: Place };

function joinCells(cell: Placed[], other: Placed[], bursts: Joined): void {
  const [one, two] = [cell[0]?.rater ?? 0, other[0]?.rater ?? 0];
  if (bursts.leaderOf(one) === bursts.leaderOf(two)) return;
  if (cell.some((a) => other.some((b) => isTogether(a.place, b.place)))) bursts.join(one, two);
}

/** Fewer claims in common say nothing. */
export const fewestInCommon = 5;
/** Members who talk to each other rate one claim alike now and then; hardly anybody half of all they have in common. */
const lockstepShare = 0.5;
const fewestTogether = Math.ceil(lockstepShare * fewestInCommon);
const lockstepMs = 6 * hourMs;

/** The first rating of each member on a claim: later ones follow the news. */
function firstRatings(steps: Step[]): Step[] {
  const first = new Map<string, Step>();
  for (const step of steps) {
    const earlier = first.get(step.rater);
    if (!earlier || step.at < earlier.at) first.set(step.rater, step);
  }
  return [...first.values()];
}

/** First ratings of one claim in the order of time; members by number. */
type Sequence = { raters: Int32Array; at: Float64Array; odds: Float64Array };

function sequenceOf(steps: Step[], numberOf: (rater: string) => number): Sequence {
  const sorted = firstRatings(steps).sort((a, b) => a.at.getTime() - b.at.getTime());
  return {
    raters: Int32Array.from(sorted, ({ rater }) => numberOf(rater)),
    at: Float64Array.from(sorted, ({ at }) => at.getTime()),
    odds: Float64Array.from(sorted, ({ probability }) => logOdds(probability)),
  };
}

/** Counts for everybody with a higher number than the one at `index` who rated the claim in lockstep with them. */
function countTogether({ raters, at, odds }: Sequence, index: number, counts: Uint32Array): void {
  const [rater, when, said] = [raters[index] as number, at[index] as number, odds[index] as number];
  const look = (other: number) => {
    if (Math.abs((at[other] as number) - when) > lockstepMs) return false;
    const number = raters[other] as number;
    if (number > rater && Math.abs((odds[other] as number) - said) <= sameLogOdds)
      counts[number] = (counts[number] as number) + 1;
    return true;
  };
  for (let other = index + 1; other < raters.length && look(other); other += 1);
  for (let other = index - 1; other >= 0 && look(other); other -= 1);
}

/** Where a member rated: a claim, and the place in its sequence. */
type Spot = { claim: number; index: number };

function spotsOf(sequences: Sequence[], members: number): Spot[][] {
  const spots: Spot[][] = Array.from({ length: members }, () => []);
  sequences.forEach(({ raters }, claim) => {
    raters.forEach((rater, index) => {
      spots[rater]?.push({ claim, index });
    });
  });
  return spots;
}

/**
 * Accounts that rate in lockstep across claims: at least five claims in common, and on half of these nearly the same first
 * rating within six hours. Answers with the name of the ring (its smallest member) by rater, without those in none. Pauses
 * after every claim and member, so that whoever runs it can let others have their turn.
 */
export function* searchRings(history: Step[]): Generator<undefined, Map<string, string>> {
  const rings = new Joined(history.map(({ rater }) => rater));
  const sequences: Sequence[] = [];
  for (const steps of groupBy(history, (step) => step.claim).values()) {
    sequences.push(sequenceOf(steps, (rater) => rings.indexOf(rater)));
    yield;
  }
  const spots = spotsOf(sequences, rings.size);
  const counts = new Uint32Array(rings.size);
  for (const [rater, own] of spots.entries()) {
    if (own.length < fewestInCommon) continue;
    counts.fill(0);
    for (const { claim, index } of own) countTogether(sequences[claim] as Sequence, index, counts);
    const claims = new Set(own.map(({ claim }) => claim));
    for (let other = rater + 1; other < rings.size; other += 1) {
      const count = counts[other] as number;
      if (count < fewestTogether || rings.leaderOf(rater) === rings.leaderOf(other)) continue;
      const common = spots[other]?.filter(({ claim }) => claims.has(claim)).length ?? 0;
      if (common >= fewestInCommon && count >= lockstepShare * common) rings.join(rater, other);
    }
    yield;
  }
  return rings.named();
}

/** The rings of `searchRings`, without pauses. */
export function findRings(history: Step[]): Map<string, string> {
  const search = searchRings(history);
  for (;;) {
    const { done, value } = search.next();
    if (done) return value;
  }
}
