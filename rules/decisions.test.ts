import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decidedBy,
  decisionGroupNames,
  decisionGroups,
  decisionQuery,
  decisionRewrites,
  decisionSegment,
  noDecisionFilters,
  parseDecisionSegment,
  readDecisionFilters,
} from "./decisions";
import { decisionKinds, outcomes } from "./vocabulary";

const filters = fc.record({
  kind: fc.option(fc.constantFrom(...decisionGroupNames)),
  outcome: fc.option(fc.constantFrom(...outcomes)),
  device: fc.option(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,79}$/)),
  before: fc.option(fc.uuid()),
});

test("every kind of decision belongs to exactly one group", () => {
  expect(Object.values(decisionGroups).flat().sort()).toEqual([...decisionKinds].sort());
});

describe("an address of the log", () => {
  test("says exactly what it is narrowed to", () => {
    fc.assert(
      fc.property(filters, (given) => {
        expect(parseDecisionSegment(decisionSegment(given))).toEqual(given);
      }),
    );
    expect(decisionQuery(noDecisionFilters)).toBe("");
    expect(decisionQuery({ ...noDecisionFilters, kind: "edits", device: "a-1" })).toBe(
      "?kind=edits&device=a-1",
    );
  });

  test("is read from a query field by field", () => {
    const read = (query: Record<string, string>) => readDecisionFilters((field) => query[field]);
    expect(read({ kind: "edits", outcome: "maybe", device: "a b", before: "" })).toEqual({
      ...noDecisionFilters,
      kind: "edits",
    });
    fc.assert(
      fc.property(filters, (given) => {
        expect(read(Object.fromEntries(new URLSearchParams(decisionQuery(given))))).toEqual(given);
      }),
    );
  });

  test.each([
    "",
    "any",
    "any.any.any",
    "any.any.any.any.any",
    "x.any.any.any",
    "any.any.A.any",
    "any.any.any.1",
  ])("%j is none", (text) => {
    expect(parseDecisionSegment(text)).toBeNull();
  });

  test("every combination of filters has its rewrite, most fields first", () => {
    const rewrites = decisionRewrites("/decisions", "/list");
    expect(rewrites).toHaveLength(15);
    expect(rewrites.map(({ has }) => has.length)).toEqual(
      [...rewrites.map(({ has }) => has.length)].sort((a, b) => b - a),
    );
    expect(rewrites[0]?.destination).toBe("/list/:kind.:outcome.:device.:before");
    expect(decisionRewrites("/feed.xml", "/feed", true).at(-1)?.destination).toBe("/feed/any.any.any.any");
  });
});

test.each([
  ["a moderator's verdict", { kind: "verdict", hasActor: true, detail: {} }, "moderation"],
  ["a verdict of somebody since deleted", { kind: "verdict", hasActor: false, detail: {} }, "moderation"],
  ["an import", { kind: "import", hasActor: false, detail: {} }, "operator"],
  [
    "a role from the command line",
    { kind: "role_granted", hasActor: false, detail: { before: "member" } },
    "operator",
  ],
  [
    "a role from an admin",
    { kind: "role_granted", hasActor: true, detail: { before: "member" } },
    "moderation",
  ],
  [
    "a role that was earned",
    { kind: "role_granted", hasActor: false, detail: { automatic: true } },
    "automatic",
  ],
  ["one earned before that was noted", { kind: "role_granted", hasActor: false, detail: {} }, "automatic"],
  [
    "what a contributor published",
    { kind: "submission_accepted", hasActor: true, detail: { atOnce: true } },
    "author",
  ],
] as const)("%s", (_, entry, by) => {
  expect(decidedBy(entry)).toBe(by);
});
