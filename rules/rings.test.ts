import { describe, expect, test } from "vitest";
import { burstsOf, findRings } from "./rings";

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
