import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { burstsOf, findRings, searchRings } from "./rings";

const hour = 3_600_000;
const start = Date.UTC(2026, 0, 1);
const step = (claim: number, rater: string, probability: number, hours: number) => ({
  claim: `claim-${claim}`,
  rater,
  probability,
  at: new Date(start + claim * 100 * hour + hours * hour),
});
const claims = [0, 1, 2, 3, 4, 5];

describe("rings across claims", () => {
  test("are accounts that rate the same, the same way, at the same time", () => {
    const history = claims.flatMap((claim) => [
      step(claim, "b", 0.8, 0),
      step(claim, "a", 0.82, 2),
      step(claim, "c", 0.79, 5),
      step(claim, "honest", 0.8, 50 + claim),
      step(claim, "contrary", 0.3, 1),
    ]);
    expect(findRings(history)).toEqual(new Map(["a", "b", "c"].map((rater) => [rater, "a"])));
  });

  test("are not members who agree now and then, or have little in common", () => {
    const nowAndThen = claims.flatMap((claim) => [
      step(claim, "a", 0.8, 0),
      step(claim, "b", 0.8, claim < 2 ? 1 : 30),
    ]);
    expect(findRings(nowAndThen)).toEqual(new Map());
    const little = claims
      .slice(0, 4)
      .flatMap((claim) => [step(claim, "a", 0.8, 0), step(claim, "b", 0.8, 1)]);
    expect(findRings(little)).toEqual(new Map());
  });

  test("are told by first ratings: following the news together is no lockstep", () => {
    const history = claims.flatMap((claim) => [
      step(claim, "a", 0.3, 0),
      step(claim, "b", 0.6, 40),
      step(claim, "a", 0.95, 80),
      step(claim, "b", 0.95, 80),
    ]);
    expect(findRings(history)).toEqual(new Map());
  });
});

test("a burst on one claim needs the same days of joining, the same day of rating and the same answer", () => {
  const one = (rater: string, probability: number, joined: number, rated: number) => ({
    rater,
    probability,
    at: new Date(start + rated * hour),
    joinedAt: new Date(start - joined * hour),
  });
  const ratings = [
    one("a", 0.9, 10, 0),
    one("b", 0.91, 30, 5),
    one("joined before", 0.9, 200, 0),
    one("rated later", 0.9, 10, 60),
    one("says otherwise", 0.5, 10, 0),
  ];
  expect(burstsOf(ratings)).toEqual(
    new Map([
      ["a", "a"],
      ["b", "a"],
    ]),
  );
});

type Dated = { probability: number; at: Date };

/** The definitions by pairs, as they read. */
function isNear(a: Dated, b: Dated, hours: number): boolean {
  const logOdds = ({ probability: p }: Dated) => Math.log(p / (1 - p));
  return (
    Math.abs(a.at.getTime() - b.at.getTime()) <= hours * hour && Math.abs(logOdds(a) - logOdds(b)) <= 0.25
  );
}

function groupsOf(pairs: [string, string][]): Map<string, string> {
  const leader = new Map(pairs.flat().map((name) => [name, name]));
  for (const _ of leader)
    for (const [a, b] of pairs) {
      const least = [leader.get(a) ?? a, leader.get(b) ?? b].sort()[0] ?? a;
      leader.set(a, least).set(b, least);
    }
  return leader;
}

const pairsOf = <T>(items: T[]) => items.flatMap((a, at) => items.slice(at + 1).map((b): [T, T] => [a, b]));

const probability = fc.oneof(
  fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100),
  fc.constantFrom(0.8, 0.84, 0.5, 0.562),
);

test("bursts are the same as by comparing every pair", () => {
  const newcomer = fc.record({
    probability,
    at: fc.integer({ min: 0, max: 16 }).map((steps) => new Date(start + steps * 6 * hour)),
    joinedAt: fc.option(fc.integer({ min: -20, max: 0 }).map((steps) => new Date(start + steps * 12 * hour))),
  });
  fc.assert(
    fc.property(fc.array(newcomer, { maxLength: 40 }), (drawn) => {
      const ratings = drawn.map((one, index) => ({ ...one, rater: `${index}` }));
      const pairs = pairsOf(ratings).filter(
        ([a, b]) =>
          Math.abs((a.joinedAt?.getTime() ?? 0) - (b.joinedAt?.getTime() ?? 0)) <= 72 * hour &&
          isNear(a, b, 24),
      );
      expect(burstsOf(ratings)).toEqual(groupsOf(pairs.map(([a, b]) => [a.rater, b.rater])));
    }),
    { numRuns: 500 },
  );
});

test("rings are the same as by comparing every pair", () => {
  const said = fc.record({
    claim: fc.integer({ min: 0, max: 7 }).map(String),
    rater: fc.integer({ min: 0, max: 8 }).map(String),
    probability: fc.constantFrom(0.8, 0.82, 0.84, 0.7, 0.3),
    // Some at once, some a little too far apart. No two of one member at the same instant: which is first, nobody knows.
    at: fc.integer({ min: 0, max: 24 }).map((hours) => start + hours * hour),
  });
  fc.assert(
    fc.property(fc.array(said, { minLength: 20, maxLength: 150 }), (drawn) => {
      const history = drawn.map((one, index) => ({ ...one, at: new Date(one.at + index) }));
      const first = (claim: string, rater: string) =>
        history
          .filter((one) => one.claim === claim && one.rater === rater)
          .sort((a, b) => a.at.getTime() - b.at.getTime())[0];
      const raters = [...new Set(history.map(({ rater }) => rater))];
      const claimsOf = [...new Set(history.map(({ claim }) => claim))];
      const pairs = pairsOf(raters).filter(([a, b]) => {
        const common = claimsOf.flatMap((claim) => {
          const [one, other] = [first(claim, a), first(claim, b)];
          return one && other ? [isNear(one, other, 6)] : [];
        });
        return common.length >= 5 && common.filter(Boolean).length >= common.length / 2;
      });
      expect(findRings(history)).toEqual(groupsOf(pairs));
    }),
    { numRuns: 500 },
  );
});

test("two thousand accounts made for one claim are told without comparing all with all", () => {
  const ratings = Array.from({ length: 2000 }, (_, index) => ({
    rater: `${index}`,
    probability: 0.9,
    at: new Date(start + index * 1000),
    joinedAt: new Date(start),
  }));
  const begun = performance.now();
  expect(new Set(burstsOf(ratings).values()).size).toBe(1);
  expect(performance.now() - begun).toBeLessThan(500);
});

test("a thousand accounts that rate a hundred claims alike are told in short steps", {
  timeout: 60_000,
}, () => {
  const history = Array.from({ length: 100_000 }, (_, index) =>
    step(index % 100, `rater-${Math.floor(index / 100)}`, 0.9, (index % 7) / 10),
  );
  const search = searchRings(history);
  let [steps, longest, rings] = [0, 0, new Map<string, string>()];
  for (let done = false; !done; steps += 1) {
    const begun = performance.now();
    const next = search.next();
    if (steps > 0) longest = Math.max(longest, performance.now() - begun);
    if (next.done) [done, rings] = [true, next.value];
  }
  expect([rings.size, new Set(rings.values()).size]).toEqual([1000, 1]);
  expect(longest).toBeLessThan(250);
});
