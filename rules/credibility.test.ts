import fc from "fast-check";
import { expect, test } from "vitest";
import { type ClaimEvidence, credibilityOfSlot as credibilityUnder } from "./credibility";
import type { ReportEdge, SourceRef } from "./provenance";
import { shareSlot } from "./slot-shares";
import { noTrackRecords, type TrackRecords } from "./track-records";
import { compareValues } from "./values";
import { type Attribute, hedges, outcomes, sourceKinds, type Value } from "./vocabulary";

const charging: Attribute = {
  slug: "wired-charging",
  name: { en: "Wired charging", de: "Laden mit Kabel" },
  group: "power",
  type: "number",
  unit: "W",
  exclusive: true,
  tolerance: null,
};
const credibilityOfSlot = (claims: ClaimEvidence[], of: Attribute, records = noTrackRecords) =>
  credibilityUnder(claims, of, records);
const at = new Date("2022-06-01T00:00:00Z");

function edge(id: string, source: SourceRef, more: Partial<ReportEdge> = {}): ReportEdge {
  return {
    id,
    documentId: id,
    publisher: source,
    origin: source,
    originDocumentId: null,
    stance: "supports",
    fidelity: "exact",
    hedge: null,
    published: "2022-02-08",
    publishedPrecision: "day",
    ...more,
  };
}

function rated(probabilities: number[]): ClaimEvidence["ratings"] {
  return probabilities.map((probability, index) => ({
    rater: `rater-${index}`,
    probability,
    at,
    joinedAt: new Date("2020-01-01T00:00:00Z"),
    simulated: false,
  }));
}

function claim(id: string, value: Value, more: Partial<ClaimEvidence> = {}): ClaimEvidence {
  return { id, value, reports: [], ratings: [], outcome: null, ...more };
}

const w = (number: number, to?: number): Value => ({
  number,
  unit: "W",
  ...(to === undefined ? {} : { to }),
});
const outlet: SourceRef = { slug: "some-outlet", name: "Some outlet", kind: "outlet" };

function probabilityOf(claims: ClaimEvidence[], id: string, records = noTrackRecords): number {
  return credibilityOfSlot(claims, charging, records).get(id)?.probability ?? Number.NaN;
}

function recordsOf(rows: [string, { hits: number; n: number }][], base = { hits: 20, n: 50 }): TrackRecords {
  return {
    ...noTrackRecords,
    base: new Map([["power", base]]),
    sources: new Map(rows.map(([slug, tally]) => [slug, new Map([["power", tally]])])),
  };
}

const someone = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(...sourceKinds))
  .map(([n, kind]): SourceRef => ({ slug: `${kind}-${n}`, name: `${kind} ${n}`, kind }));
const reports = fc
  .array(
    fc.record({
      source: someone,
      publisher: fc.constantFrom("own", "outlet"),
      stance: fc.constantFrom("supports", "contradicts", "mentions"),
      fidelity: fc.constantFrom("exact", "altered", "unknown"),
      hedge: fc.constantFrom(null, ...hedges),
      published: fc.constantFrom("2022-01-01", "2022-02-01", "2022-03-01"),
    }),
    { maxLength: 7 },
  )
  .map((rows) =>
    rows.map(({ source, publisher, ...row }, index) =>
      edge(`d${index}`, source, { ...row, publisher: publisher === "own" ? source : outlet }),
    ),
  );
const ratings = fc.array(fc.double({ min: 0.01, max: 0.99, noNaN: true }), { maxLength: 12 }).map(rated);
const values = fc
  .tuple(fc.integer({ min: 10, max: 20 }), fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }))
  .map(([from, length]) => w(from, length === undefined ? undefined : from + length));
const slots = fc
  .array(fc.tuple(values, reports, ratings), { minLength: 1, maxLength: 5 })
  .map((rows) => rows.map(([value, r, p], index) => claim(`c${index}`, value, { reports: r, ratings: p })));

function change(slot: ClaimEvidence[], more: (first: ClaimEvidence) => Partial<ClaimEvidence>) {
  return slot.map((one, index) => (index === 0 ? { ...one, ...more(one) } : one));
}

test("one more independent supporting origin never lowers a claim", () => {
  fc.assert(
    fc.property(slots, fc.constantFrom(...sourceKinds), fc.boolean(), (slot, kind, verified) => {
      const source: SourceRef = { slug: "new", name: "New", kind };
      const added = edge("new", source, { publisher: verified ? source : outlet });
      const after = change(slot, (first) => ({ reports: [...first.reports, added] }));
      expect(probabilityOf(after, "c0")).toBeGreaterThanOrEqual(probabilityOf(slot, "c0"));
    }),
  );
});

test("an origin that was always wrong adds nothing, but does not lower what it supports", () => {
  const wrong: SourceRef = { slug: "wrong", name: "Wrong", kind: "leaker" };
  const records = recordsOf([["wrong", { hits: 0, n: 500 }]]);
  const alone = probabilityOf([claim("a", w(67))], "a", records);
  expect(probabilityOf([claim("a", w(67), { reports: [edge("r", wrong)] })], "a", records)).toBe(alone);
});

test("an echo of a report already known never raises a claim", () => {
  fc.assert(
    fc.property(slots, fc.boolean(), (slot, faithful) => {
      const echoed = slot[0]?.reports[0];
      fc.pre(echoed !== undefined);
      const echo: ReportEdge = {
        ...echoed,
        id: "echo",
        documentId: "echo",
        publisher: outlet,
        originDocumentId: faithful ? echoed.documentId : null,
        published: "2022-04-01",
      };
      // Where the echoed report was altered, an echo that cites its origin directly is a report of its own.
      fc.pre(faithful || echoed.fidelity !== "altered");
      const after = change(slot, (first) => ({ reports: [...first.reports, echo] }));
      expect(probabilityOf(after, "c0")).toBe(probabilityOf(slot, "c0"));
    }),
  );
});

const withOutcomes = fc
  .tuple(slots, fc.array(fc.constantFrom(null, null, ...outcomes), { minLength: 5, maxLength: 5 }))
  .map(([slot, ruled]) => slot.map((one, index) => ({ ...one, outcome: ruled[index] ?? null })));

test("values that exclude each other never sum above 1", () => {
  fc.assert(
    fc.property(slots, (slot) => {
      const found = credibilityOfSlot(slot, charging);
      const chosen: ClaimEvidence[] = [];
      for (const one of slot) {
        if (chosen.every((other) => compareValues(one.value, other.value, charging) === "rival"))
          chosen.push(one);
      }
      const sum = chosen.reduce((total, one) => total + (found.get(one.id)?.probability ?? 0), 0);
      expect(sum).toBeLessThanOrEqual(1 + chosen.length * 0.00005);
    }),
  );
});

const distinct = fc
  .uniqueArray(fc.integer({ min: 10, max: 200 }), { minLength: 2, maxLength: 9 })
  .chain((numbers) =>
    fc
      .array(fc.tuple(reports, ratings), { minLength: numbers.length, maxLength: numbers.length })
      .map((rows) =>
        rows.map(([r, p], index) => claim(`c${index}`, w(numbers[index] ?? 0), { reports: r, ratings: p })),
      ),
  );

test("rivals and something else share exactly 1, and none of them is left with less than one in a hundred", () => {
  fc.assert(
    fc.property(distinct, (slot) => {
      const shares = [...credibilityOfSlot(slot, charging).values()].map(({ parts }) => parts.share ?? 0);
      const others = shareSlot(
        slot.map((one) => ({ ...one, odds: 1 })),
        charging,
      );
      const equal = [...others.values()].map(({ share }) => share ?? 0);
      expect(equal.reduce((sum, one) => sum + one, 0) + (equal[0] ?? 0)).toBeCloseTo(1, 12);
      expect(shares.reduce((sum, one) => sum + one, 0)).toBeLessThan(1);
      for (const share of shares) expect(share).toBeGreaterThanOrEqual(0.01);
    }),
  );
});

/** No two confirmed values exclude each other, and nothing confirmed lies inside what is refuted. */
const withoutConflict = withOutcomes.filter((slot) =>
  slot.every(
    (one) =>
      one.outcome !== "confirmed" ||
      slot.every((other) => {
        const found = compareValues(one.value, other.value, charging);
        if (other.outcome === "confirmed") return found !== "rival";
        return other.outcome !== "refuted" || (found !== "inside" && found !== "same");
      }),
  ),
);

test("a value is never less probable than a narrower one inside it, whatever else is settled", () => {
  fc.assert(
    fc.property(withoutConflict, (slot) => {
      const open = slot.filter((one) => one.outcome === null);
      for (const one of open) {
        for (const other of open) {
          if (compareValues(one.value, other.value, charging) !== "inside") continue;
          expect(probabilityOf(slot, other.id)).toBeGreaterThanOrEqual(probabilityOf(slot, one.id));
        }
      }
    }),
  );
});

test("a window is at least as probable as the values inside it that exclude each other are together", () => {
  const own = (id: string) => ({ reports: [edge(id, { slug: id, name: id, kind: "leaker" })] });
  const slot = [claim("67", w(67), own("x")), claim("68", w(68), own("y")), claim("window", w(60, 70))];
  const of = (id: string) => probabilityOf([...slot, claim("120", w(120), own("z"))], id);
  expect(of("window")).toBeGreaterThanOrEqual(of("67") + of("68") - 0.0001);
});

test("the order of ratings, reports and claims changes nothing", () => {
  fc.assert(
    fc.property(withOutcomes, (slot) => {
      const turned = slot
        .map((one) => ({ ...one, ratings: [...one.ratings].reverse(), reports: [...one.reports].reverse() }))
        .reverse();
      expect(credibilityOfSlot(turned, charging)).toEqual(credibilityOfSlot(slot, charging));
    }),
  );
});

test("a number lies inside its range, and more evidence makes the range narrower", () => {
  fc.assert(
    fc.property(withOutcomes, (slot) => {
      for (const { low, probability, high } of credibilityOfSlot(slot, charging).values()) {
        expect(0 < low && low <= probability && probability <= high && high < 1).toBe(true);
      }
    }),
  );
  const width = (n: number) => {
    const one = credibilityOfSlot([claim("a", w(67), { ratings: rated(Array(n).fill(0.5)) })], charging);
    const { low, high } = one.get("a") ?? { low: 0, high: 0 };
    return high - low;
  };
  expect(width(30)).toBeLessThan(width(3));
  expect(width(3)).toBeLessThan(width(0));
});

test("few raters move the number less than many of the same mind", () => {
  const known = Array.from(
    { length: 50 },
    (_, n) => [`rater-${n}`, { skillMicro: 0, n: 20, ring: null }] as const,
  );
  const records = { ...noTrackRecords, raters: new Map(known) };
  const rate = (n: number) =>
    probabilityOf([claim("a", w(67), { ratings: rated(Array(n).fill(0.9)) })], "a", records);
  expect(rate(0)).toBeLessThan(rate(1));
  expect(rate(1)).toBeLessThan(rate(5));
  expect(rate(5)).toBeLessThan(rate(50));
});

test("a denial never raises a claim", () => {
  fc.assert(
    fc.property(
      slots,
      fc.constantFrom(...sourceKinds),
      fc.constantFrom(null, ...hedges),
      (slot, kind, hedge) => {
        const source: SourceRef = { slug: "new", name: "New", kind };
        const added = edge("new", source, { stance: "contradicts", hedge });
        const after = change(slot, (first) => ({ reports: [...first.reports, added] }));
        expect(probabilityOf(after, "c0")).toBeLessThanOrEqual(probabilityOf(slot, "c0"));
      },
    ),
  );
});

test("a better track record of a supporting origin never lowers its claim", () => {
  const tallies = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }));
  fc.assert(
    fc.property(slots, tallies, fc.integer({ min: 1, max: 10 }), (slot, [hits, misses], more) => {
      const source: SourceRef = { slug: "new", name: "New", kind: "leaker" };
      const after = change(slot, (first) => ({ reports: [...first.reports, edge("new", source)] }));
      const worse = recordsOf([["new", { hits, n: hits + misses + more }]]);
      const better = recordsOf([["new", { hits: hits + more, n: hits + misses + more }]]);
      expect(probabilityOf(after, "c0", better)).toBeGreaterThanOrEqual(probabilityOf(after, "c0", worse));
    }),
  );
});

test("the surer a source sounds, the more its claim gains, and unknown is not held against it", () => {
  const source: SourceRef = { slug: "new", name: "New", kind: "leaker" };
  const told = (hedge: ReportEdge["hedge"]) =>
    probabilityOf([claim("a", w(67), { reports: [edge("r", source, { hedge })] })], "a");
  expect(told("could")).toBeLessThan(told("likely"));
  expect(told("likely")).toBeLessThan(told("will"));
  expect(told(null)).toBe(told("will"));
});

test("what a repeater makes of it does not make a source surer", () => {
  const source: SourceRef = { slug: "new", name: "New", kind: "leaker" };
  const own = edge("own", source, { hedge: "could" });
  const echo = edge("echo", source, { publisher: outlet, hedge: "will", published: "2022-03-01" });
  const told = (reports: ReportEdge[]) => probabilityOf([claim("a", w(67), { reports })], "a");
  expect(told([own, echo])).toBe(told([own]));
});

test("a confirmed value decides its rivals at once and lifts what contains it", () => {
  const slot = [
    claim("right", w(67), { outcome: "confirmed" }),
    claim("rival", w(120), { ratings: rated([0.9, 0.9, 0.9]) }),
    claim("around", w(60, 70), { ratings: rated([0.1, 0.1, 0.1]) }),
  ];
  const found = credibilityOfSlot(slot, charging);
  const settledBy = { claimId: "right", outcome: "confirmed" };
  expect(found.get("rival")).toMatchObject({ probability: 0.01, parts: { settledBy } });
  expect(found.get("around")).toMatchObject({ probability: 0.99, parts: { settledBy } });
});

test("a refuted rival leaves the pool, takes what lies inside it along, and nothing else", () => {
  const open = [claim("a", w(67)), claim("b", w(120)), claim("c", w(110, 125)), claim("d", w(200))];
  const before = credibilityOfSlot(open, charging);
  const after = credibilityOfSlot(
    open.map((one) => (one.id === "c" ? { ...one, outcome: "refuted" as const } : one)),
    charging,
  );
  const settledBy = { claimId: "c", outcome: "refuted" };
  expect(after.get("b")).toMatchObject({ probability: 0.01, parts: { settledBy } });
  for (const id of ["a", "d"]) {
    expect(after.get(id)?.parts.settledBy).toBeNull();
    expect(after.get(id)?.probability).toBeGreaterThan(before.get(id)?.probability ?? 1);
  }
});

test("a partly right value decides no other, and no longer takes from them", () => {
  const slot = (outcome: ClaimEvidence["outcome"]) => [claim("a", w(67)), claim("b", w(120), { outcome })];
  const after = credibilityOfSlot(slot("partly"), charging).get("a");
  expect(after?.parts.settledBy).toBeNull();
  expect(after?.probability).toBeGreaterThan(probabilityOf(slot(null), "a"));
});

test("a source that changed its mind counts only for what it said last", () => {
  const brar: SourceRef = { slug: "yogesh-brar", name: "Yogesh Brar", kind: "leaker" };
  const early = edge("early", brar, { published: "2022-02-01" });
  const late = edge("late", brar, { published: "2022-06-01" });
  const slot = [claim("a", w(120), { reports: [early] }), claim("b", w(67), { reports: [late] })];
  const found = credibilityOfSlot(slot, charging);
  expect(found.get("a")?.parts.sources.origins).toBe(0);
  expect(found.get("b")?.parts.sources.origins).toBe(1);
  const again = edge("again", brar, { published: "2022-07-01" });
  const turned = change(slot, (first) => ({ reports: [...first.reports, again] }));
  expect(credibilityOfSlot(turned, charging).get("b")?.parts.sources.origins).toBe(0);
});

test("names its heaviest origins with the record that was used, and the base rate of the group", () => {
  const names = ["one", "two", "three", "four", "five", "six"];
  const own = names.map((slug, index) =>
    edge(slug, { slug, name: slug, kind: "leaker" }, { stance: index === 5 ? "contradicts" : "supports" }),
  );
  const records = recordsOf([["two", { hits: 14, n: 19 }]], { hits: 23, n: 43 });
  const { sources } =
    credibilityOfSlot([claim("a", w(67), { reports: own })], charging, records).get("a")?.parts ?? {};
  expect(sources?.base).toMatchObject({ group: "power", hits: 23, n: 43 });
  expect(sources?.named).toHaveLength(5);
  expect(sources?.named[0]).toMatchObject({ slug: "six", stance: "contradicts" });
  expect(sources?.named[0]?.weight).toBeLessThan(0);
  expect(sources?.named[1]).toMatchObject({ slug: "two", record: { hits: 14, n: 19, group: "power" } });
});

test("publishes every number with four decimals, from one to 99 in a hundred", () => {
  fc.assert(
    fc.property(withOutcomes, (slot) => {
      for (const { probability, low, high, parts } of credibilityOfSlot(slot, charging).values()) {
        const numbers = [probability, low, high, parts.sources.probability, parts.share ?? 0.5];
        for (const one of numbers) {
          expect(one).toBe(Math.round(one * 10_000) / 10_000);
          expect(one >= 0.01 && one <= 0.99).toBe(true);
        }
      }
    }),
  );
});

test("an origin's own report weighs more than being credited, and a denial more than either", () => {
  const brar: SourceRef = { slug: "yogesh-brar", name: "Yogesh Brar", kind: "leaker" };
  const base = probabilityOf([claim("a", w(67))], "a");
  const credited = probabilityOf(
    [claim("a", w(67), { reports: [edge("r", brar, { publisher: outlet })] })],
    "a",
  );
  const own = probabilityOf([claim("a", w(67), { reports: [edge("r", brar)] })], "a");
  const denied = probabilityOf(
    [claim("a", w(67), { reports: [edge("r", brar, { stance: "contradicts" })] })],
    "a",
  );
  expect(base).toBeLessThan(credited);
  expect(credited).toBeLessThan(own);
  expect(base - denied).toBeGreaterThan(own - base);
});

test("a settled claim shows what was believed: no outcome of its slot moves it", () => {
  fc.assert(
    fc.property(withOutcomes, (slot) => {
      const found = credibilityOfSlot(slot, charging);
      const open = credibilityOfSlot(
        slot.map((one) => ({ ...one, outcome: null })),
        charging,
      );
      for (const { id, outcome } of slot) if (outcome) expect(found.get(id)).toEqual(open.get(id));
    }),
  );
});
