import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { betaBelow, betaQuantile, shareOfHits } from "./beta";

describe("the incomplete beta function agrees with published values", () => {
  // Closed forms: Beta(1, 1) is uniform, Beta(2, 1) squares, Beta(.5, .5) is the arcsine, small integers are binomial tails.
  it.each([
    [0.3, 1, 1, 0.3],
    [0.3, 2, 1, 0.09],
    [0.25, 0.5, 0.5, (2 / Math.PI) * Math.asin(Math.sqrt(0.25))],
    [0.5, 7, 3, 46 / 512],
    [0.7, 3, 2, 4 * 0.7 ** 3 * 0.3 + 0.7 ** 4],
    [0.9, 5, 5, 0.99910908],
  ])("below %d lies of Beta(%d, %d): %d", (x, a, b, share) => {
    expect(betaBelow(x, a, b)).toBeCloseTo(share, 8);
  });

  // 9 of 9, 10 of 12 and 441 of 508 under a Beta(7, 3) prior, and two more; computed with SciPy 1.
  it.each([
    [16, 3, 0.730576, 0.93714],
    [17, 5, 0.654776, 0.879384],
    [448, 70, 0.845344, 0.883781],
    [5, 5, 0.300969, 0.699031],
    [3.5, 12, 0.101733, 0.366393],
  ])("four fifths of Beta(%d, %d) lie between %d and %d", (a, b, low, high) => {
    expect(betaQuantile(0.1, a, b)).toBeCloseTo(low, 6);
    expect(betaQuantile(0.9, a, b)).toBeCloseTo(high, 6);
  });
});

const tally = fc
  .record({ n: fc.integer({ min: 0, max: 5000 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ n, share }) => ({ n, hits: Math.round(share * n) }));

test("a quantile is the value below which that share lies", () => {
  fc.assert(
    fc.property(tally, fc.double({ min: 0.01, max: 0.99, noNaN: true }), ({ hits, n }, q) => {
      const [a, b] = [5 + hits, 5 + n - hits];
      expect(betaBelow(betaQuantile(q, a, b), a, b)).toBeCloseTo(q, 6);
    }),
    { numRuns: 100 },
  );
});

test("the interval holds the mean, and one more hit raises all of it", () => {
  fc.assert(
    fc.property(tally, (record) => {
      const before = shareOfHits(record);
      const after = shareOfHits({ hits: record.hits + 1, n: record.n + 1 });
      expect(before.low).toBeLessThan(before.mean);
      expect(before.mean).toBeLessThan(before.high);
      expect(after.low).toBeGreaterThan(before.low);
      expect(after.high).toBeGreaterThan(before.high);
    }),
    { numRuns: 100 },
  );
});

test("a perfect short record ranks below a very good long one", () => {
  expect(shareOfHits({ hits: 10, n: 10 }).low).toBeLessThan(shareOfHits({ hits: 85, n: 100 }).low);
});
