import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addUpScores, scoreRaters } from "./rater-scores";
import { brier, logScore } from "./scoring";

const day = 86_400_000;
const start = Date.UTC(2026, 0, 1);
const at = (days: number) => new Date(start + days * day);
const settled = { opened: at(0), knownAt: at(10), hit: true };
const said = (rater: string, probability: number, days: number) => ({ rater, probability, at: at(days) });

const probability = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);
const history = fc.array(
  fc.record({
    rater: fc.constantFrom("a", "b", "c", "d"),
    probability,
    days: fc.double({ min: 0, max: 9.9, noNaN: true }),
  }),
  { minLength: 1, maxLength: 20 },
);
const dated = (drawn: { rater: string; probability: number; days: number }[]) =>
  drawn.map((one) => said(one.rater, one.probability, one.days));

test("ratings at or after the fact was public count for nothing", () => {
  fc.assert(
    fc.property(history, history, fc.boolean(), (before, after, hit) => {
      const late = dated(after).map((one) => ({ ...one, at: new Date(one.at.getTime() + 10 * day) }));
      const outcome = { ...settled, hit };
      expect(scoreRaters([...dated(before), ...late], outcome)).toEqual(scoreRaters(dated(before), outcome));
    }),
  );
  expect(scoreRaters([said("a", 0.9, 10)], settled)).toEqual([]);
});

test("a rating never revised scores what its probability scores, for as long as it stood", () => {
  fc.assert(
    fc.property(probability, fc.integer({ min: 0, max: 9 }), fc.boolean(), (one, days, hit) => {
      const [score] = scoreRaters([said("a", one, days)], { ...settled, hit });
      expect(score?.brier).toBeCloseTo(brier(one, hit), 12);
      expect(score?.logScore).toBeCloseTo(logScore(one, hit), 12);
      expect(score?.coverage).toBeCloseTo(1 - days / 10, 12);
      expect(score).toMatchObject({ rater: "a", probability: one, skillMicro: 0 });
    }),
  );
});

test("a revised rating is averaged over the time each stood", () => {
  const [score] = scoreRaters([said("a", 0.5, 0), said("a", 0.9, 8)], settled);
  expect(score?.brier).toBeCloseTo(0.8 * 0.25 + 0.2 * 0.01, 12);
  expect(score?.probability).toBe(0.9);
  expect(score?.coverage).toBe(1);
});

describe("skill", () => {
  test("is the others' Brier score minus one's own, and adds up to nothing between two", () => {
    const scores = scoreRaters([said("a", 0.8, 0), said("b", 0.4, 0)], settled);
    expect(scores.map(({ skillMicro }) => skillMicro)).toEqual([320_000, -320_000]);
  });

  test("is compared with others at the same time only, and counts by the time they stood together", () => {
    const scores = scoreRaters([said("a", 0.8, 0), said("b", 0.4, 5), said("a", 0.6, 5)], settled);
    expect(scores.map(({ skillMicro }) => skillMicro)).toEqual([100_000, -100_000]);
  });

  test("of several is what a comparison of each with the mean of the others gives", () => {
    fc.assert(
      fc.property(fc.array(probability, { minLength: 2, maxLength: 8 }), fc.boolean(), (all, hit) => {
        const scores = scoreRaters(
          all.map((one, index) => said(`r${index}`, one, 0)),
          { ...settled, hit },
        );
        scores.forEach((score, index) => {
          const others = all.filter((_, other) => other !== index);
          const mean = others.reduce((sum, one) => sum + one, 0) / others.length;
          const theirs = others.reduce((sum, one) => sum + brier(one, hit), 0) / others.length;
          // At the very border of what is open, rounding decides.
          if (Math.abs(Math.abs(mean - 0.5) - 0.4) < 1e-9) return;
          const open = Math.abs(mean - 0.5) < 0.4;
          expect(score.skillMicro).toBeCloseTo(open ? (theirs - score.brier) * 1e6 : 0, -0.5);
        });
      }),
    );
  });

  test("cannot be earned where the others were nearly certain, and such a claim makes nobody known", () => {
    const scores = scoreRaters([said("a", 0.99, 0), said("b", 0.92, 0), said("c", 0.95, 0)], settled);
    expect(scores.map(({ skillMicro }) => skillMicro)).toEqual([0, 0, 0]);
    expect(addUpScores([...scores, { skillMicro: -5 }])).toEqual({ skillMicro: -5, n: 1 });
  });

  test("is hardly earned by joining on the last day", () => {
    const scores = scoreRaters([said("a", 0.5, 0), said("b", 0.5, 0), said("late", 0.99, 9.9)], settled);
    expect(scores.find(({ rater }) => rater === "late")?.skillMicro).toBeLessThan(3000);
  });
});

test("the order of the input changes nothing", () => {
  fc.assert(
    fc.property(history, (drawn) => {
      const one =
        fc.sample(fc.shuffledSubarray(drawn, { minLength: drawn.length }), { numRuns: 1, seed: 1 })[0] ??
        drawn;
      const key = (each: (typeof drawn)[number]) => `${each.rater} ${Math.floor(each.days * day)}`;
      fc.pre(new Set(drawn.map(key)).size === drawn.length);
      expect(scoreRaters(dated(one), settled)).toEqual(scoreRaters(dated(drawn), settled));
    }),
  );
});
