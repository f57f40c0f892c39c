import fc from "fast-check";
import { expect, test } from "vitest";
import { type ReportEdge, type SourceRef, traceOrigins } from "./provenance";

const source = (slug: string, kind: SourceRef["kind"] = "outlet"): SourceRef => ({ slug, name: slug, kind });
const station = source("digital-chat-station", "leaker");
const brar = source("yogesh-brar", "leaker");
const outlet = source("gsmarena");

let count = 0;
function report(documentId: string, publisher: SourceRef, more: Partial<ReportEdge> = {}): ReportEdge {
  count += 1;
  return {
    id: `r${String(count).padStart(4, "0")}`,
    documentId,
    publisher,
    origin: null,
    originDocumentId: null,
    stance: "supports",
    fidelity: "unknown",
    hedge: null,
    published: "2022-02-08",
    publishedPrecision: "day",
    ...more,
  };
}

test("120 W on the 12S Ultra: eight supporting reports are three origins, and one origin contradicts", () => {
  const by = (documentId: string | null) => ({ origin: station, originDocumentId: documentId });
  const traced = traceOrigins([
    report("dcs-2", station, { ...by(null), fidelity: "exact" }),
    report("g360", outlet, by("dcs-2")),
    report("miuiit", source("miuiit"), by("dcs-2")),
    report("telefonino", source("telefonino"), by("dcs-2")),
    report("dcs-3", station, { ...by(null), fidelity: "exact" }),
    report("pp", source("pp"), by("dcs-3")),
    report("nbc", source("nbc"), { origin: source("shadow-leak", "leaker") }),
    report("xiaomiui", source("xiaomiui"), { origin: source("cmiit", "regulator") }),
    report("brar", brar, { origin: brar, stance: "contradicts" }),
    report("martix", source("martix"), { origin: brar, originDocumentId: "brar", stance: "contradicts" }),
  ]);
  expect(traced).toMatchObject({
    independentOrigins: 3,
    supportingReports: 8,
    contradictingReports: 2,
    alteredReports: 0,
  });
  expect(traced.origins.map((origin) => [origin.source?.slug, origin.stance, origin.verified])).toEqual([
    ["digital-chat-station", "supports", true],
    ["shadow-leak", "supports", false],
    ["cmiit", "supports", false],
    ["yogesh-brar", "contradicts", true],
  ]);
  expect(traced.origins[0]?.reports.map((node) => node.relays.length)).toEqual([3, 1]);
});

test("an outlet that names nobody is an origin of unknown source and is not counted", () => {
  const traced = traceOrigins([report("a", outlet), report("b", source("other"))]);
  expect(traced.origins).toMatchObject([{ source: null, verified: false, reports: [{}, {}] }]);
  expect(traced.independentOrigins).toBe(0);
});

test("a leaker who credits nobody is the origin", () => {
  const traced = traceOrigins([report("a", brar)]);
  expect(traced.origins).toMatchObject([{ source: { slug: "yogesh-brar" }, verified: true }]);
  expect(traced.independentOrigins).toBe(1);
});

test("an altered relay counts for nothing, and neither do its own relays", () => {
  const traced = traceOrigins([
    report("a", outlet, { origin: brar, fidelity: "altered" }),
    report("b", source("other"), { origin: brar, originDocumentId: "a" }),
  ]);
  expect(traced).toMatchObject({ independentOrigins: 0, supportingReports: 0, alteredReports: 2 });
  expect(traced.origins).toHaveLength(1);
});

test("a repeat that turns the stance around stands for itself", () => {
  const traced = traceOrigins([
    report("a", brar),
    report("b", station, { originDocumentId: "a", stance: "contradicts" }),
  ]);
  expect(traced.origins.map((origin) => origin.source?.slug)).toEqual([
    "yogesh-brar",
    "digital-chat-station",
  ]);
});

test("a date known to its month is ordered as the month's last day", () => {
  const traced = traceOrigins([
    report("month", brar, { published: "2022-06-01", publishedPrecision: "month" }),
    report("day", brar, { published: "2022-06-14" }),
  ]);
  expect(traced.origins[0]?.first).toBe("2022-06-14");
});

const edges = fc
  .array(
    fc.record({
      publisher: fc.constantFrom(station, brar, outlet),
      origin: fc.constantFrom(null, station, brar, outlet),
      parent: fc.integer({ min: -3, max: 8 }),
      stance: fc.constantFrom("supports", "contradicts", "mentions"),
      fidelity: fc.constantFrom("exact", "altered", "unknown"),
      published: fc.constantFrom("2022-01-01", "2022-01-02", "2022-03-01"),
    }),
    { maxLength: 8 },
  )
  .map((rows) =>
    rows.map(({ parent, ...row }, index) =>
      report(`d${index}`, row.publisher, {
        ...row,
        id: `r${index}`,
        originDocumentId: parent < 0 || parent === index ? null : `d${parent}`,
      }),
    ),
  );

test("every report stands in the trace once, whatever circles the edges make", () => {
  const ids = (nodes: ReturnType<typeof traceOrigins>["origins"][number]["reports"]): string[] =>
    nodes.flatMap((node) => [node.report.id, ...ids(node.relays)]);
  fc.assert(
    fc.property(edges, (reports) => {
      const traced = traceOrigins(reports).origins.flatMap((origin) => ids(origin.reports));
      expect(traced.sort()).toEqual(reports.map((one) => one.id).sort());
    }),
  );
});

test("the order in which reports arrive changes nothing", () => {
  fc.assert(
    fc.property(edges, (reports) => {
      const strip = (traced: ReturnType<typeof traceOrigins>) => ({
        ...traced,
        origins: traced.origins.length,
      });
      expect(strip(traceOrigins([...reports].reverse()))).toEqual(strip(traceOrigins(reports)));
    }),
  );
});
