import { expect, test } from "vitest";
import { calibrate, reliabilityBins, type ScoredClaim } from "./calibration";

const claim = (more: Partial<ScoredClaim> = {}): ScoredClaim => ({
  group: "camera",
  hit: true,
  probability: 0.8,
  baseRate: 0.5,
  reportCount: null,
  ratingMean: null,
  ...more,
});

test("claims without a forecast are counted as settled and not scored", () => {
  const found = calibrate([claim(), claim({ probability: null })]);
  expect(found).toMatchObject({ settled: 2, scored: 1, brier: { brier: expect.closeTo(0.04) } });
});

test("a simpler way is compared only on claims where both say something", () => {
  const { against } = calibrate([
    claim({ reportCount: 0.5 }),
    claim({ hit: false, probability: 0.2 }),
    claim({ probability: null, reportCount: 0.1 }),
  ]);
  expect(against.map(({ way, n }) => [way, n])).toEqual([
    ["baseRate", 2],
    ["reportCount", 1],
  ]);
  expect(against[1]).toMatchObject({ own: expect.closeTo(0.04), theirs: 0.25 });
  expect(against[1]?.gain.mean).toBeCloseTo(0.21);
});

test("groups are told apart, most claims first", () => {
  const { groups } = calibrate([claim({ group: "power" }), claim(), claim({ hit: false })]);
  expect(groups).toMatchObject([
    { group: "camera", n: 2, hits: 1 },
    { group: "power", n: 1, hits: 1 },
  ]);
});

test("a bin tells how sure its own share is", () => {
  const [bin] = reliabilityBins(Array.from({ length: 10 }, (_, at) => ({ probability: 0.75, hit: at < 7 })));
  expect(bin).toMatchObject({ n: 10, hits: 7 });
  expect(bin?.low).toBeLessThan(0.7);
  expect(bin?.high).toBeGreaterThan(0.7);
});

test("without a settled claim nothing is claimed", () => {
  expect(calibrate([])).toEqual({
    settled: 0,
    scored: 0,
    bins: [],
    brier: null,
    logScore: null,
    against: [],
    groups: [],
  });
});
