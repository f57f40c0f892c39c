import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blendCrowd, type CrowdRating, poolCrowd } from "./crowd";
import type { RaterRecord } from "./track-records";

const day = 86_400_000;
const now = Date.UTC(2026, 0, 1);

function rating(rater: string, probability: number, more: Partial<CrowdRating> = {}): CrowdRating {
  return { rater, probability, at: new Date(now), joinedAt: new Date(0), simulated: false, ...more };
}
const known: RaterRecord = { skillMicro: 0, n: 40, ring: null };
const logOdds = (probability: number) => Math.log(probability / (1 - probability));
const recordsOf = (names: string[], record = known) => new Map(names.map((name) => [name, record]));
const pooled = (ratings: CrowdRating[], records: Map<string, RaterRecord> = new Map()) => {
  const crowd = poolCrowd(ratings, records);
  if (!crowd) throw new Error("nobody rated");
  return crowd;
};

const probability = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);
const record = fc.record({
  skillMicro: fc.integer({ min: -3_000_000, max: 3_000_000 }),
  n: fc.integer({ min: 0, max: 60 }),
  ring: fc.constantFrom(null, null, null, "ring-1", "ring-2"),
});
/** Ratings of different members, some at the same time, some by new accounts. */
const crowd = fc
  .array(
    fc.record({
      probability,
      hours: fc.integer({ min: 0, max: 20 }),
      ageDays: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }),
      record: fc.option(record, { nil: null }),
    }),
    { minLength: 1, maxLength: 15 },
  )
  .map((drawn) => {
    const ratings = drawn.map(({ probability: said, hours, ageDays }, index) => {
      const at = new Date(now + hours * 3_600_000);
      const joinedAt = ageDays === null ? null : new Date(at.getTime() - ageDays * day);
      return rating(`m${index}`, said, { at, joinedAt });
    });
    const records = new Map(drawn.flatMap((one, index) => (one.record ? [[`m${index}`, one.record]] : [])));
    return { ratings, records };
  });

test("nobody says nothing", () => {
  expect(poolCrowd([], new Map())).toBeNull();
  expect(blendCrowd({ logOdds: 0.7, worth: 2 }, null)).toEqual({ logOdds: 0.7, weight: 0 });
});

test("an invented record counts for nothing", () => {
  const invented = { ...rating("a", 0.9), simulated: true };
  const one = pooled([invented], new Map([["a", { ...known, skillMicro: 3_000_000 }]]));
  expect(one).toEqual(pooled([invented], new Map()));
  expect(one.newcomers).toBe(1);
});

test("the order of the input changes nothing, to the last bit", () => {
  fc.assert(
    fc.property(crowd, fc.infiniteStream(fc.nat()), ({ ratings, records }, keys) => {
      const shuffled = ratings
        .map((one) => ({ one, key: keys.next().value }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one);
      expect(poolCrowd(shuffled, records)).toEqual(poolCrowd(ratings, records));
    }),
  );
});

test("who said what at one instant in which order changes nothing", () => {
  fc.assert(
    fc.property(fc.array(probability, { minLength: 1, maxLength: 12 }), (said) => {
      const names = said.map((_, index) => `m${index}`);
      const there = pooled(
        said.map((one, index) => rating(`m${index}`, one)),
        recordsOf(names),
      );
      const back = pooled(
        said.toReversed().map((one, index) => rating(`m${index}`, one)),
        recordsOf(names),
      );
      expect(back.logOdds).toBe(there.logOdds);
    }),
  );
});

describe("the crowd's word", () => {
  test("stays within what its members said, but for a quarter more certainty", () => {
    fc.assert(
      fc.property(crowd, ({ ratings, records }) => {
        const odds = ratings.map((one) => logOdds(one.probability));
        const said = pooled(ratings, records).logOdds;
        const limits = [Math.min(...odds), Math.max(...odds)].flatMap((limit) => [limit, limit * 1.25]);
        expect(said).toBeGreaterThanOrEqual(Math.min(...limits) - 1e-9);
        expect(said).toBeLessThanOrEqual(Math.max(...limits) + 1e-9);
      }),
    );
  });

  test("is never more certain than its mean with fewer than three, or with nobody who is known", () => {
    fc.assert(
      fc.property(probability, fc.integer({ min: 1, max: 30 }), (said, raters) => {
        const names = Array.from({ length: raters }, (_, index) => `m${index}`);
        const records = raters < 3 ? recordsOf(names) : new Map();
        const { logOdds: together } = pooled(
          names.map((name) => rating(name, said)),
          records,
        );
        expect(together).toBeCloseTo(logOdds(said), 9);
      }),
    );
  });

  test("moves the number toward itself, the more the more are known", () => {
    fc.assert(
      fc.property(probability, fc.double({ min: -4, max: 4, noNaN: true }), (said, prior) => {
        const after = [1, 2, 4, 8].map((raters) => {
          const names = Array.from({ length: raters }, (_, index) => `m${index}`);
          const one = pooled(
            names.map((name) => rating(name, said)),
            recordsOf(names),
          );
          const { logOdds: blended, weight } = blendCrowd({ logOdds: prior, worth: 2 }, one);
          expect(blended).toBeCloseTo((1 - weight) * prior + weight * one.logOdds, 9);
          return weight;
        });
        expect(after).toEqual([...after].sort((a, b) => a - b));
        expect(after.at(-1)).toBeLessThan(1);
      }),
    );
  });

  test("leans to the later of two, and to the one who was better so far", () => {
    const [early, late] = [rating("a", 0.2, { at: new Date(now - day) }), rating("b", 0.8)];
    expect(pooled([early, late], recordsOf(["a", "b"])).logOdds).toBeGreaterThan(0);
    const records = new Map([
      ["a", { ...known, skillMicro: 3_000_000 }],
      ["b", { ...known, skillMicro: -3_000_000 }],
    ]);
    expect(pooled([rating("a", 0.2), rating("b", 0.8)], records).logOdds).toBeLessThan(-0.5);
  });

  test("gives nobody more than four times the weight of another known member", () => {
    const records = new Map([
      ["a", { ...known, skillMicro: 40_000_000 }],
      ["b", { ...known, skillMicro: -40_000_000 }],
    ]);
    const odds = pooled([rating("a", 0.99), rating("b", 0.01)], records).logOdds;
    expect(odds).toBeCloseTo(logOdds(0.99) * (4 / 5 - 1 / 5), 9);
  });
});

describe("newcomers", () => {
  const newcomers = fc.array(
    fc.record({
      probability,
      hours: fc.integer({ min: -40, max: 40 }),
      ageDays: fc.integer({ min: 0, max: 60 }),
    }),
    { minLength: 1, maxLength: 60 },
  );

  test("however many, move a crowd of three known members by no more than 0.07 in log-odds", () => {
    fc.assert(
      fc.property(fc.array(probability, { minLength: 3, maxLength: 8 }), newcomers, (said, drawn) => {
        const honest = said.map((one, index) => rating(`k${index}`, one));
        const records = recordsOf(honest.map((one) => one.rater));
        const crowded = drawn.map((one, index) => {
          const at = new Date(now + one.hours * 3_600_000);
          return rating(`n${index}`, one.probability, {
            at,
            joinedAt: new Date(at.getTime() - one.ageDays * day),
          });
        });
        const [without, together] = [pooled(honest, records), pooled([...honest, ...crowded], records)];
        expect(Math.abs(together.logOdds - without.logOdds)).toBeLessThanOrEqual(0.07 + 1e-9);
        expect(together.effective - without.effective).toBeLessThanOrEqual(1.5 + 1e-9);
        expect(together.newcomers).toBe(drawn.length);
      }),
    );
  });

  test("with new accounts hardly move even one rating of somebody who was there before", () => {
    fc.assert(
      fc.property(probability, fc.array(probability, { minLength: 1, maxLength: 40 }), (said, drawn) => {
        const before = [rating("old", said, { at: new Date(now - 9 * day) })];
        const crowded = drawn.map((one, index) =>
          rating(`n${index}`, one, { joinedAt: new Date(now - index * 3_600_000) }),
        );
        const [without, together] = [pooled(before), pooled([...before, ...crowded])];
        expect(Math.abs(together.logOdds - without.logOdds)).toBeLessThanOrEqual(0.07 + 1e-9);
        expect(together.effective).toBeCloseTo(without.effective, 9);
      }),
    );
  });

  test("on a claim nobody else rated weigh no more than one and a half members, and new accounts no more than one newcomer", () => {
    const names = Array.from({ length: 100 }, (_, index) => `n${index}`);
    expect(pooled(names.map((name) => rating(name, 0.9))).effective).toBeCloseTo(1.5, 9);
    const spread = names.map((name, index) =>
      rating(name, (index % 9) / 10 + 0.1, { joinedAt: new Date(now - (index % 13) * day) }),
    );
    expect(pooled(spread).effective).toBeCloseTo(0.4, 9);
  });
});

describe("a ring", () => {
  test("of any size moves the crowd like its one member", () => {
    fc.assert(
      fc.property(crowd, probability, fc.integer({ min: 2, max: 12 }), ({ ratings, records }, said, size) => {
        const names = Array.from({ length: size }, (_, index) => `r${index}`);
        const joined = new Map([...records, ...recordsOf(names, { ...known, ring: "ring" })]);
        const one = pooled([...ratings, rating("r0", said)], joined);
        const all = pooled([...ratings, ...names.map((name) => rating(name, said))], joined);
        expect(all.logOdds).toBeCloseTo(one.logOdds, 9);
        expect(all.effective).toBeCloseTo(one.effective, 9);
        expect(all.joint).toBe(one.joint + size);
      }),
    );
  });

  test("takes no weight from a known member whom a new account shadows", () => {
    const others = [rating("a", 0.3), rating("b", 0.4), rating("c", 0.5)];
    const records = recordsOf(["a", "b", "c", "d"]);
    const alone = pooled([...others, rating("d", 0.9)], records).logOdds;
    const shadowed = new Map([
      ...records,
      ["d", { ...known, ring: "d" }],
      ["e", { skillMicro: 0, n: 0, ring: "d" }],
    ]);
    expect(pooled([...others, rating("d", 0.9), rating("e", 0.9)], shadowed).logOdds).toBeCloseTo(alone, 9);
  });

  test("of new accounts that come together and say the same is noticed on the claim itself", () => {
    const joinedAt = new Date(now - 2 * day);
    const burst = Array.from({ length: 8 }, (_, index) =>
      rating(`n${index}`, 0.95 + index / 500, { joinedAt }),
    );
    const other = rating("other", 0.3, { joinedAt: new Date(now - 9 * day) });
    expect(pooled([...burst, other])).toMatchObject({ joint: 8, newcomers: 9 });
    expect(pooled([...burst, other]).logOdds).toBeLessThan(logOdds(0.85));
  });
});
