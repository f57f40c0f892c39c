import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ReportEdge, SourceRef } from "./provenance";
import { type ReplayedClaim, replayRecords } from "./replay";
import { revisionsOn } from "./revisions";
import { scoreSources } from "./track-records";
import type { Attribute, Outcome } from "./vocabulary";

const power: Attribute = {
  slug: "wired-charging",
  name: { en: "Wired charging", de: "Laden mit Kabel" },
  group: "power",
  type: "number",
  unit: "W",
  exclusive: true,
  tolerance: null,
};
const brar: SourceRef = { slug: "yogesh-brar", name: "Yogesh Brar", kind: "leaker" };
const station: SourceRef = { slug: "digital-chat-station", name: "Digital Chat Station", kind: "leaker" };
const outlet: SourceRef = { slug: "gsmarena", name: "GSMArena", kind: "outlet" };
const knownAt = new Date("2022-07-04T12:00:00Z");

function report(id: string, origin: SourceRef | null, more: Partial<ReportEdge> = {}): ReportEdge {
  return {
    ...{ id, documentId: id, publisher: origin ?? outlet, origin, originDocumentId: null },
    ...{ stance: "supports", fidelity: "exact", hedge: null },
    ...{ published: "2022-06-14", publishedPrecision: "day" },
    ...more,
  };
}

const score = (reports: ReportEdge[], more: Partial<Parameters<typeof scoreSources>[0]> = {}) =>
  scoreSources({ reports, knownAt, hit: true, attribute: power, ...more });

describe("what an origin's record gains by a verdict", () => {
  test("one entry an origin, however many repeat it, from its first day to that of the fact", () => {
    const scores = score([
      report("own", brar),
      report("echo", brar, { publisher: outlet, originDocumentId: "own", published: "2022-06-20" }),
      report("credited", station, { publisher: outlet, published: "2022-06-24" }),
    ]);
    expect(scores).toEqual([
      {
        ...{ source: "yogesh-brar", group: "power", said: "2022-06-14", leadDays: 20 },
        ...{ hit: true, verified: true, surprise: null },
      },
      {
        ...{ source: "digital-chat-station", group: "power", said: "2022-06-24", leadDays: 10 },
        ...{ hit: true, verified: false, surprise: null },
      },
    ]);
  });

  test.each([
    ["a denial", report("r", brar, { stance: "contradicts" })],
    ["a mention", report("r", brar, { stance: "mentions" })],
    ["an outlet that names nobody", report("r", null)],
    ["an altered relay", report("r", brar, { publisher: outlet, fidelity: "altered" })],
    ["a report of the day itself", report("r", brar, { published: "2022-07-04" })],
    [
      "a report known to that month only",
      report("r", brar, { published: "2022-07-01", publishedPrecision: "month" }),
    ],
  ])("%s is not scored", (_, edge) => {
    expect(score([edge])).toEqual([]);
  });

  test("a day known to its month counts as the month's last", () => {
    const early = report("r", brar, { published: "2022-02-01", publishedPrecision: "month" });
    expect(score([early])).toMatchObject([{ said: "2022-02-28", leadDays: 126 }]);
  });

  test("the less a claim was believed when it was said, the more surprising it was; the first ever said has no measure", () => {
    const surprise = (believed: number | null) =>
      score([report("r", brar)], { believedOn: () => believed })[0]?.surprise;
    expect(surprise(0.5)).toBe(1);
    expect(surprise(0.125)).toBe(3);
    expect(surprise(null)).toBeNull();
  });

  test("a statement that was withdrawn keeps its hit or miss, and its lead ends with the day it was withdrawn", () => {
    const early = report("early", brar, { published: "2022-02-04" });
    const rivals = [report("late", brar, { published: "2022-02-14" })];
    expect(score([early], { rivals, hit: false })).toMatchObject([{ hit: false, leadDays: 10 }]);
    const denied = report("late", brar, { published: "2022-02-14", stance: "contradicts" });
    expect(score([early, denied])).toMatchObject([{ hit: true, leadDays: 10 }]);
  });
});

describe("who changed their mind", () => {
  const watts = (number: number) => ({ number, unit: "W" });
  const early = report("early", station, { published: "2022-02-08" });
  const late = report("late", station, { published: "2022-06-14" });

  test("is told on both claims, with the reports of before and after", () => {
    const [from, to] = [
      { id: "120", value: watts(120), reports: [early] },
      { id: "67", value: watts(67), reports: [late, report("other", brar)] },
    ];
    const revision = {
      source: station,
      from: { claimId: "120", report: early },
      to: { claimId: "67", report: late },
    };
    expect(revisionsOn(from, [to], power)).toMatchObject([revision]);
    expect(revisionsOn(to, [from], power)).toMatchObject([revision]);
  });

  test("is told where a source denies what it had said", () => {
    const denial = { ...late, stance: "contradicts" as const };
    const claim = { id: "120", value: watts(120), reports: [early, denial] };
    expect(revisionsOn(claim, [], power)).toMatchObject([
      { from: { stance: "supports" }, to: { claimId: "120", stance: "contradicts" } },
    ]);
  });

  test("nobody did who named two values on one day, values that agree, or whom others repeat later", () => {
    const on = (reports: ReportEdge[], to?: number) => ({
      id: "67",
      value: to ? { ...watts(67), to } : watts(67),
      reports,
    });
    const claim = { id: "120", value: watts(120), reports: [late] };
    expect(revisionsOn(claim, [on([{ ...late, id: "same-day" }])], power)).toEqual([]);
    expect(revisionsOn(claim, [on([{ ...late, published: "2022-06-30" }], 200)], power)).toEqual([]);
    const echo = { ...early, id: "echo", publisher: outlet, published: "2022-06-30" };
    expect(revisionsOn(claim, [on([early, echo])], power)).toMatchObject([{ to: { claimId: "120" } }]);
  });
});

const settled: fc.Arbitrary<ReplayedClaim[]> = fc.array(
  fc
    .record({
      group: fc.constantFrom("power", "camera"),
      outcome: fc.constantFrom<Outcome | null>("confirmed", "partly", "refuted", "unresolved", null),
      day: fc.integer({ min: 1, max: 28 }),
      who: fc.constantFrom(brar, station),
    })
    .map(({ group, outcome, day, who }) => ({
      ...{ attribute: { ...power, group }, reports: [report("r", who)], outcome },
      knownAt: outcome && new Date(`2022-07-${String(day).padStart(2, "0")}T00:00:00Z`),
    })),
  { maxLength: 20 },
);

describe("records replayed by day", () => {
  test("hold what was known before the day and nothing of the day itself, in whatever order days are asked", () => {
    fc.assert(
      fc.property(settled, fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 6 }), (claims, days) => {
        const recordsOn = replayRecords(claims);
        for (const number of days) {
          const day = `2022-07-${String(number).padStart(2, "0")}`;
          const before = claims.filter(
            ({ outcome, knownAt: at }) =>
              outcome !== null &&
              outcome !== "unresolved" &&
              at !== null &&
              at.toISOString().slice(0, 10) < day,
          );
          const tally = (own: ReplayedClaim[]) => ({
            hits: own.filter(({ outcome }) => outcome === "confirmed").length,
            n: own.length,
          });
          const records = recordsOn(day);
          for (const group of ["power", "camera"]) {
            const inGroup = before.filter(({ attribute }) => attribute.group === group);
            expect(records.base.get(group) ?? { hits: 0, n: 0 }).toEqual(tally(inGroup));
            const own = inGroup.filter(({ reports }) => reports[0]?.origin === brar);
            expect(records.sources.get(brar.slug)?.get(group) ?? { hits: 0, n: 0 }).toEqual(tally(own));
          }
        }
      }),
    );
  });

  test("what was handed out for one day does not change when later days are asked", () => {
    const claims = ["2022-07-01", "2022-07-05"].map((day) => ({
      ...{ attribute: power, reports: [report("r", brar)], outcome: "confirmed" as const },
      knownAt: new Date(`${day}T00:00:00Z`),
    }));
    const recordsOn = replayRecords(claims);
    const early = recordsOn("2022-07-03");
    recordsOn("2022-07-10");
    expect(early.sources.get(brar.slug)?.get("power")).toEqual({ hits: 1, n: 1 });
    expect(early.base.get("power")).toEqual({ hits: 1, n: 1 });
  });
});
