import { describe, expect, test } from "vitest";
import { traceOrigins } from "./provenance";
import { consequencesOfVerdict, objectionToRuling, problemsOfVerdict, type VerdictDraft } from "./verdicts";
import type { Attribute, Outcome, Stance } from "./vocabulary";

const draft: VerdictDraft = {
  outcome: "confirmed",
  basis: "official",
  qualifier: null,
  documentId: "d",
  passage: "67 W",
  knownAt: new Date("2022-07-04T00:00:00Z"),
  note: null,
  supersedesId: null,
};
const now = new Date("2022-07-10T12:00:00Z");
const release = { published: "2022-07-04", publishedPrecision: "day" as const };

function reasonsOf(more: Partial<VerdictDraft>, document: typeof release | null = release) {
  return problemsOfVerdict({ ...draft, ...more }, { now, document, value: { number: 67, unit: "W" } }).map(
    ({ reason }) => reason,
  );
}

const member = { id: "m", handle: "mo", role: "moderator" as const, simulated: false, suspended: false };

describe("who may rule", () => {
  test.each([
    [null, null, "sign-in-first"],
    [{ ...member, role: "contributor" as const }, null, "moderators-only"],
    [{ ...member, handle: null }, null, "choose-a-handle-first"],
    [member, "m", "your-own-claim"],
    [{ ...member, role: "admin" as const }, "m", "your-own-claim"],
    [member, "somebody", null],
    [member, null, null],
  ])("%j on a claim of %s: %s", (viewer, submittedBy, reason) => {
    expect(objectionToRuling(viewer, { submittedBy })).toBe(reason);
  });
});

const lapsed = { outcome: "refuted", basis: "lapse", documentId: null, passage: null } as const;

describe("a verdict", () => {
  test.each<[string, Partial<VerdictDraft>, string[]]>([
    ["official with document and passage", {}, []],
    [
      "official without either",
      { documentId: null, passage: null },
      ["document-required", "passage-required"],
    ],
    ["official, but only partly", { outcome: "partly", passage: null }, []],
    ["independent without a passage", { basis: "independent", documentId: null, passage: null }, []],
    ["refuted by lapse", { ...lapsed, note: "No such phone is on sale." }, []],
    ["refuted by lapse without saying how that is seen", lapsed, ["reason-required"]],
    ["confirmed by lapse", { basis: "lapse" }, ["basis-does-not-fit"]],
    ["unresolved on nothing", { outcome: "unresolved", basis: "none", documentId: null }, []],
    ["unresolved officially", { outcome: "unresolved" }, ["basis-does-not-fit"]],
    ["known now", { knownAt: now }, []],
    ["known a moment later", { knownAt: new Date(now.getTime() + 1) }, ["known-in-the-future"]],
    ["known where the day begins first", { knownAt: new Date("2022-07-03T10:00:00Z") }, []],
    ["known before that", { knownAt: new Date("2022-07-03T09:59:59Z") }, ["known-before-published"]],
  ])("%s: %j", (_, more, reasons) => {
    expect(reasonsOf(more)).toEqual(reasons);
  });

  test.each([
    ["on the last day that it named", "2022-07-05T23:59:59Z", ["date-not-passed"]],
    ["on the day after", "2022-07-06T00:00:00Z", []],
  ])("a claimed day has passed %s", (_, knownAt, reasons) => {
    const value = { from: "2022-07-04", to: "2022-07-05" };
    const ruling = { ...draft, ...lapsed, note: "Nothing was shown.", knownAt: new Date(knownAt) };
    expect(problemsOfVerdict(ruling, { now, document: null, value }).map(({ reason }) => reason)).toEqual(
      reasons,
    );
  });

  test("a document known to its month may show what was known on any day of it", () => {
    const month = { published: "2022-07-20", publishedPrecision: "month" as const };
    const problems = (day: string) =>
      problemsOfVerdict(
        { ...draft, knownAt: new Date(day) },
        { now, document: month, value: { number: 67, unit: "W" } },
      );
    expect(problems("2022-07-01")).toEqual([]);
    expect(problems("2022-06-29")).toMatchObject([{ reason: "known-before-published" }]);
  });
});

const charging: Attribute = {
  slug: "wired-charging",
  name: { en: "", de: "" },
  group: "power",
  type: "number",
  unit: "W",
  exclusive: true,
  tolerance: null,
};

function consequences(outcome: Outcome, stance: Stance, published = "2022-06-01") {
  const publisher = { slug: "leaker", name: "Leaker", kind: "leaker" as const };
  const rival = (id: string, number: number) => ({
    ...{ id, statement: "", language: "en", outcome: null },
    value: { number, unit: "W" },
  });
  return consequencesOfVerdict(
    { outcome, knownAt: draft.knownAt },
    {
      value: { number: 67, unit: "W" },
      attribute: charging,
      provenance: traceOrigins([
        {
          ...{ id: "r", documentId: "d", publisher, origin: publisher, originDocumentId: null },
          ...{ stance, fidelity: "exact", hedge: null, published, publishedPrecision: "day" },
        },
      ]),
      ratedAt: ["2022-07-03T23:59:59Z", "2022-07-04T00:00:00Z", "2022-07-09T00:00:00Z"].map(
        (at) => new Date(at),
      ),
      closed: false,
      rivals: [rival("other", 120), rival("narrower", 67)],
    },
  );
}

describe("what follows from a verdict", () => {
  test.each<[Outcome, Stance, string]>([
    ["confirmed", "supports", "hit"],
    ["confirmed", "contradicts", "none"],
    ["confirmed", "mentions", "none"],
    ["refuted", "supports", "miss"],
    ["refuted", "contradicts", "none"],
    ["partly", "supports", "miss"],
    ["partly", "contradicts", "none"],
    ["unresolved", "supports", "none"],
  ])("%s counts for a source that %s it as %s", (outcome, stance, record) => {
    expect(consequences(outcome, stance).sources).toMatchObject([{ record }]);
  });

  test("who said it only on the day it was known, or after, gains nothing", () => {
    const said = (day: string) => consequences("confirmed", "supports", day).sources;
    expect(said("2022-07-03")).toMatchObject([{ record: "hit" }]);
    expect(said("2022-07-04")).toMatchObject([{ record: "none" }]);
    expect(said("2022-07-05")).toMatchObject([{ record: "none" }]);
  });

  test("ratings from the moment it was known are kept and not scored", () => {
    expect(consequences("confirmed", "supports").ratings).toEqual({ scored: 1, afterKnown: 2 });
  });

  test("a confirmed value excludes the rivals that cannot be true beside it, and only those", () => {
    const excluded = (outcome: Outcome) =>
      consequences(outcome, "supports")
        .rivals.filter((rival) => rival.excluded)
        .map(({ id }) => id);
    expect(excluded("confirmed")).toEqual(["other"]);
    expect(excluded("refuted")).toEqual([]);
  });
});
