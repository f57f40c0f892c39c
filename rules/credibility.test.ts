import fc from "fast-check";
import { expect, test } from "vitest";
import { type ClaimEvidence, credibilityOfSlot as credibilityUnder } from "./credibility";
import type { ReportEdge, SourceRef } from "./provenance";
import { noTrackRecords } from "./track-records";
import { compareValues } from "./values";
import { type Attribute, sourceKinds, type Value } from "./vocabulary";

const charging: Attribute = {
  slug: "wired-charging",
  name: { en: "Wired charging", de: "Laden mit Kabel" },
  group: "power",
  type: "number",
  unit: "W",
  exclusive: true,
  tolerance: null,
};
const credibilityOfSlot = (claims: ClaimEvidence[], of: Attribute) =>
  credibilityUnder(claims, of, noTrackRecords);
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
    joinedAt: at,
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

function probabilityOf(claims: ClaimEvidence[], id: string): number {
  return credibilityOfSlot(claims, charging).get(id)?.probability ?? Number.NaN;
}

const sources = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(...sourceKinds))
  .map(([n, kind]): SourceRef => ({ slug: `${kind}-${n}`, name: `${kind} ${n}`, kind }));
const reports = fc
  .array(
    fc.record({
      source: sources,
      publisher: fc.constantFrom("own", "outlet"),
      stance: fc.constantFrom("supports", "contradicts", "mentions"),
      fidelity: fc.constantFrom("exact", "altered", "unknown"),
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
      expect(sum).toBeLessThanOrEqual(1);
    }),
  );
});

test("a value is never less probable than a narrower one inside it", () => {
  fc.assert(
    fc.property(slots, (slot) => {
      for (const one of slot) {
        for (const other of slot) {
          if (compareValues(one.value, other.value, charging) !== "inside") continue;
          expect(probabilityOf(slot, other.id)).toBeGreaterThanOrEqual(probabilityOf(slot, one.id));
        }
      }
    }),
  );
});

test("the order of ratings, reports and claims changes nothing", () => {
  fc.assert(
    fc.property(slots, (slot) => {
      const turned = slot
        .map((one) => ({ ...one, ratings: [...one.ratings].reverse(), reports: [...one.reports].reverse() }))
        .reverse();
      expect(credibilityOfSlot(turned, charging)).toEqual(credibilityOfSlot(slot, charging));
    }),
  );
});

test("a number lies inside its range, and more evidence makes the range narrower", () => {
  fc.assert(
    fc.property(slots, (slot) => {
      for (const { low, probability, high } of credibilityOfSlot(slot, charging).values()) {
        expect(0 < low && low < probability && probability < high && high < 1).toBe(true);
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
  const rate = (n: number) =>
    probabilityOf([claim("a", w(67), { ratings: rated(Array(n).fill(0.95)) })], "a");
  expect(rate(1)).toBeLessThan(0.7);
  expect(rate(1)).toBeLessThan(rate(5));
  expect(rate(5)).toBeLessThan(rate(50));
  expect(rate(50)).toBeLessThan(0.95);
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

test("the outcome is not fed back", () => {
  const slot = [claim("a", w(67), { ratings: rated([0.3, 0.6]) })];
  const settled = slot.map((one) => ({ ...one, outcome: "confirmed" as const }));
  expect(credibilityOfSlot(settled, charging)).toEqual(credibilityOfSlot(slot, charging));
});
