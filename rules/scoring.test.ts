import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bootstrap, brier, brierDecomposition, calibrationBins, logScore, seededRandom } from "./scoring";

const forecast = fc.record({
  probability: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
  hit: fc.boolean(),
});
const forecasts = fc.array(forecast, { minLength: 1, maxLength: 60 });

test.each([
  [0.7, true, 0.09, Math.log(0.7)],
  [0.7, false, 0.49, Math.log(0.3)],
  [0.5, true, 0.25, Math.log(0.5)],
])("%s, come true: %s, scores %s and %s", (probability, hit, expectedBrier, expectedLog) => {
  expect(brier(probability, hit)).toBeCloseTo(expectedBrier, 12);
  expect(logScore(probability, hit)).toBeCloseTo(expectedLog, 12);
});

describe("bins", () => {
  test("hold every forecast once, each in its own range", () => {
    fc.assert(
      fc.property(forecasts, fc.integer({ min: 1, max: 20 }), (all, bins) => {
        const found = calibrationBins(all, bins);
        expect(found.reduce((sum, bin) => sum + bin.n, 0)).toBe(all.length);
        for (const bin of found) {
          expect(bin.meanProbability).toBeGreaterThanOrEqual(bin.from - 1e-9);
          expect(bin.meanProbability).toBeLessThanOrEqual(bin.to + 1e-9);
        }
      }),
    );
  });

  test("start at round numbers", () => {
    const [bin] = calibrationBins([{ probability: 0.3, hit: true }]);
    expect(bin).toMatchObject({ n: 1, hits: 1, from: 0.3 });
  });
});

test("the decomposition adds up to the Brier score where all of a bin say the same", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ tenth: fc.integer({ min: 0, max: 9 }), hit: fc.boolean() }), { minLength: 1 }),
      (drawn) => {
        const parts = brierDecomposition(
          drawn.map(({ tenth, hit }) => ({ probability: tenth / 10 + 0.05, hit })),
        );
        const { brier: whole = 0, reliability = 0, resolution = 0, uncertainty = 0 } = parts ?? {};
        expect(reliability - resolution + uncertainty).toBeCloseTo(whole, 12);
      },
    ),
  );
});

describe("the bootstrap", () => {
  test("gives the same for the same seed, and its interval holds the mean of many values", () => {
    const random = seededRandom(7);
    const values = Array.from({ length: 400 }, () => random());
    const interval = bootstrap(values, { seed: 3 });
    expect(bootstrap(values, { seed: 3 })).toEqual(interval);
    expect(interval?.low).toBeLessThan(interval?.mean ?? 0);
    expect(interval?.high).toBeGreaterThan(interval?.mean ?? 1);
    // The standard error of the mean of 400 uniform numbers is 0.0144.
    expect((interval?.high ?? 0) - (interval?.low ?? 0)).toBeCloseTo(4 * 0.0144, 2);
  });

  test("has nothing to say without values", () => {
    expect(bootstrap([])).toBeNull();
    expect(brierDecomposition([])).toBeNull();
  });
});
