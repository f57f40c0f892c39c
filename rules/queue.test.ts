import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dueAt,
  noQueueFilters,
  objectionToItem,
  objectionToTaking,
  parsePlace,
  placeOfDecision,
  placeText,
  queueQuery,
} from "./queue";
import { queueKinds } from "./vocabulary";

const me = { id: "me" };
const by = (byId: string) => ({ byId, until: "2026-11-22T23:00:00.000Z" });

describe("taking and deciding", () => {
  test.each([
    ["what nobody has", { taken: null, own: false, closed: false }, null],
    ["what one has already", { taken: by("me"), own: false, closed: false }, null],
    ["what another has", { taken: by("other"), own: false, closed: false }, "taken-by-another"],
    ["one's own matter", { taken: null, own: true, closed: false }, "your-own-matter"],
    ["what is decided", { taken: null, own: true, closed: true }, "already-decided"],
  ] as const)("%s: %o -> %s", (_, item, reason) => {
    expect(objectionToTaking(me, item)).toBe(reason);
  });

  test("what nobody took may be decided, what another took may not", () => {
    expect(objectionToItem(me, null)).toBeNull();
    expect(objectionToItem(me, by("me"))).toBeNull();
    expect(objectionToItem(me, by("other"))).toBe("taken-by-another");
  });
});

describe("places and addresses", () => {
  test("what is urgent is due sooner than the same that is not", () => {
    const opened = new Date("2026-11-22T00:00:00Z");
    for (const kind of queueKinds)
      expect(dueAt(kind, opened, true).getTime()).toBeLessThan(dueAt(kind, opened).getTime());
  });

  test("a place reads back as it was written, and nothing else is one", () => {
    const date = fc.date({ min: new Date(0), max: new Date("2999-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(date, fc.uuid(), (at, id) => {
        const dueAtText = at.toISOString().replace("Z", "123Z");
        expect(parsePlace(placeText({ dueAt: dueAtText, id }))).toEqual({ dueAt: dueAtText, id });
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => parsePlace(text) === null));
    const id = "01a20572-ca7b-71a4-a860-6c5782a1161b";
    for (const day of ["2026-02-31", "2026-13-01", "0000-00-00"])
      expect(parsePlace(`${day}T00:00:00.000000Z_${id}`)).toBeNull();
  });

  test("every kind is decided on a page of its own, and filters that say nothing leave no query", () => {
    const item = { subjectId: "s", subjectKind: "claim" as const, otherId: "o" };
    const pages = queueKinds.map((kind) => placeOfDecision({ kind, ...item }));
    expect(new Set(pages).size).toBe(queueKinds.length);
    expect(queueQuery(noQueueFilters).toString()).toBe("");
    expect(queueQuery({ ...noQueueFilters, kind: "flag", overdue: true }).toString()).toBe(
      "kind=flag&overdue=1",
    );
  });
});
