import fc from "fast-check";
import { expect, test } from "vitest";
import type { BeliefPoint } from "@/db/belief";
import { lineOf, spreadLabels, timeScale, visiblePoints } from "./belief-layout";

const points = fc
  .array(fc.record({ day: fc.integer({ min: 1, max: 600 }), p: fc.integer({ min: 1, max: 99 }) }), {
    minLength: 1,
  })
  .map((rows) =>
    rows
      .sort((a, b) => a.day - b.day)
      .map(
        ({ day, p }): BeliefPoint => ({
          at: new Date(Date.UTC(2022, 0, day)).toISOString(),
          probability: p / 100,
          low: p / 200,
          high: (p + 100) / 200,
          cause: "report",
          reconstructed: true,
        }),
      ),
  );

test("a line of belief never runs backwards in time and stays in the drawing", () => {
  fc.assert(
    fc.property(points, (own) => {
      const series = { id: "a", points: own, knownAt: null };
      const line = lineOf(series, timeScale([series]));
      const across = [...(line?.reconstructed ?? "").matchAll(/[MH](\d+)/g)].map((match) => Number(match[1]));
      expect(across.length).toBeGreaterThan(0);
      expect(across).toEqual([...across].sort((a, b) => a - b));
      expect(across.every((x) => x >= 0 && x <= 1000)).toBe(true);
    }),
  );
});

test("what is drawn is never more than half a point from what was published", () => {
  fc.assert(
    fc.property(points, (own) => {
      const kept = visiblePoints({ points: own, knownAt: null });
      for (const point of own) {
        const shown = kept.filter(({ at }) => at <= point.at);
        expect(shown.some(({ probability }) => Math.abs(probability - point.probability) <= 0.005)).toBe(
          true,
        );
      }
    }),
  );
});

test("labels keep their distance and stay above the time axis", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 200 })), (heights) => {
      const placed = spreadLabels(heights, { least: 14, lowest: 200 }).sort((a, b) => a - b);
      expect(Math.max(0, ...placed)).toBeLessThanOrEqual(200);
      for (const [index, y] of placed.slice(1).entries())
        expect(y - (placed[index] ?? 0)).toBeGreaterThanOrEqual(14);
    }),
  );
});
