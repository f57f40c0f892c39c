import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type SourceRef, traceOrigins } from "./provenance";
import { namesSource, suggestRelays, type WordedReport } from "./relay-suggestions";

const source = (name: string, kind: SourceRef["kind"] = "outlet"): SourceRef => ({
  slug: name.toLowerCase().replace(/\W+/g, "-"),
  name,
  kind,
});
const kuo = source("Ming-Chi Kuo", "analyst");
const outlet = source("Gadget Weekly");

function report(id: string, publisher: SourceRef, more: Partial<WordedReport> & { title?: string } = {}) {
  const { title = "A story", ...rest } = more;
  return {
    id,
    documentId: `d-${id}`,
    publisher,
    origin: null,
    originDocumentId: null,
    stance: "supports",
    fidelity: "unknown",
    hedge: null,
    published: "2022-05-11",
    publishedPrecision: "day",
    words: { title, note: null, url: `https://example.org/${id}` },
    ...rest,
  } satisfies WordedReport;
}

describe("a name in a text", () => {
  test.each<[string, SourceRef, boolean]>([
    ["Ming-Chi Kuo on USB-C", kuo, true],
    ["MING CHI KUO: USB-C", kuo, true],
    ["Kuo’s USB-C claim retold", kuo, true],
    ["All about kuomintang", kuo, false],
    ["KUOTE of the day", kuo, false],
    ["So says digital  chat-station", source("Digital Chat Station", "leaker"), true],
    ["PlayStation at the station", source("Digital Chat Station", "leaker"), false],
    ["Digital Chat Station on the battery", source("Instant Digital", "leaker"), false],
    ["Air 2 with two cameras", source("Old Chen Air", "leaker"), false],
    ["Young: hole plus pill", source("Ross Young", "analyst"), true],
    ["A phone for young people", source("Ross Young", "analyst"), false],
    ["The mint green one", source("Mint"), false],
    ["Mint: it comes in July", source("Mint"), true],
    ["via 9to5Mac", source("9to5Mac"), true],
    ["T3 has it", source("T3"), false],
    ["Samsung Galaxy S22 in July", source("Samsung", "manufacturer"), false],
    ["Lei Jun: only in China", source("Lei Jun (Xiaomi)", "manufacturer"), true],
    ["A (very) odd [name", source("odd [name"), true],
  ])("%j, %o: %s", (text, named, found) => expect(namesSource(text, named)).toBe(found));
});

describe("a suggested relay", () => {
  const note = report("note", kuo);
  const retold = report("retold", outlet, { title: "Kuo’s claim retold" });

  test("an outlet that credits nobody and names who had said it is suggested as its repeat", () => {
    expect(suggestRelays([retold, note])).toEqual(new Map([["retold", "note"]]));
  });

  test("an address in its words points as well as a name", () => {
    const words = { title: "A story", note: "copy of example.org/note", url: null };
    expect(suggestRelays([note, report("copy", outlet, { words })])).toEqual(new Map([["copy", "note"]]));
  });

  test.each<[string, Partial<WordedReport>, Partial<WordedReport>]>([
    ["what was said later", { published: "2022-05-12" }, {}],
    ["what was said some time in that month", { publishedPrecision: "month" }, {}],
    ["what said the opposite", { stance: "contradicts" }, {}],
    ["what was altered on its way", { fidelity: "altered" }, {}],
    ["anything for a report that credits somebody", {}, { origin: source("Jon Prosser", "leaker") }],
    ["anything for a report that names its document", {}, { originDocumentId: "d-x" }],
    ["anything for a leaker, who speaks first-hand", {}, { publisher: source("Jon Prosser", "leaker") }],
  ])("%s is not suggested", (_, earlier, later) => {
    expect(suggestRelays([report("note", kuo, earlier), { ...retold, ...later }])).toEqual(new Map());
  });

  test("of several the first is suggested", () => {
    const earlier = report("earlier", kuo, { published: "2022-05-02" });
    expect(suggestRelays([note, earlier, retold]).get("retold")).toBe("earlier");
  });

  test("two outlets of one day that name each other are not each other's repeat", () => {
    const [a, b] = [source("The Verge"), source("Mac Rumors")];
    const reports = [
      report("a", a, { title: "Mac Rumors has it" }),
      report("b", b, { title: "The Verge too" }),
    ];
    expect(suggestRelays(reports).size).toBe(1);
  });
});

const people = [kuo, source("Jon Prosser", "leaker"), source("Mac Rumors"), source("The Verge"), outlet];
const anyReports = fc
  .array(
    fc.record({
      publisher: fc.constantFrom(...people),
      named: fc.constantFrom(...people),
      origin: fc.option(fc.constantFrom(...people), { freq: 4 }),
      stance: fc.constantFrom("supports", "contradicts", "mentions"),
      published: fc.constantFrom("2022-05-10", "2022-05-11", "2022-05-12"),
    }),
    { maxLength: 12 },
  )
  .map((drawn) =>
    drawn.map(({ publisher, named, ...more }, index) =>
      report(`r${index}`, publisher, { title: `${named.name} again`, ...more }),
    ),
  );

test("a thousand reports on one claim are looked through in no time, the earliest first", () => {
  const crowd = Array.from({ length: 1000 }, (_, index) =>
    report(`r${index}`, source(`Some Outlet ${index}`), {
      title: "A long story about nothing in particular".repeat(10),
      published: "2022-05-12",
    }),
  );
  const retold = report("aaa", outlet, { title: "Kuo’s claim retold", published: "2022-05-12" });
  const begun = performance.now();
  const suggested = suggestRelays([...crowd, retold, report("note", kuo)]);
  expect(performance.now() - begun).toBeLessThan(250);
  expect(suggested).toEqual(new Map([["aaa", "note"]]));
});

test("suggestions do not depend on the order of the reports, never form a circle and point at other sources", () =>
  fc.assert(
    fc.property(anyReports, (reports) => {
      const suggested = suggestRelays(reports);
      expect(suggestRelays([...reports].reverse())).toEqual(suggested);
      const byId = new Map(reports.map((one) => [one.id, one]));
      for (const [from, to] of suggested) {
        expect(byId.get(from)?.publisher.slug).not.toBe(byId.get(to)?.publisher.slug);
        for (let at = suggested.get(from), steps = 0; at; at = suggested.get(at), steps += 1)
          expect(steps).toBeLessThan(reports.length);
      }
    }),
  ));

test("what is suggested as a relay is never an independent origin", () =>
  fc.assert(
    fc.property(anyReports, (reports) => {
      const suggested = suggestRelays(reports);
      const named = traceOrigins(reports).origins.filter((origin) => origin.source !== null);
      const roots = named.flatMap((origin) => origin.reports.map((node) => node.report.id));
      expect(roots.filter((id) => suggested.has(id))).toEqual([]);
    }),
  ));
