import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GraphClaim, GraphReport } from "@/rules/provenance-graph";
import { provenanceGraph } from "@/rules/provenance-graph";
import { layOutGraph } from "./graph-layout";

const kinds = ["outlet", "leaker", "manufacturer"] as const;
const source = (index: number) => ({
  slug: `s${index}`,
  name: `S${index}`,
  kind: kinds[index % 3] ?? "outlet",
});
const place = fc.integer({ min: 0, max: 7 });

/** Any reports at all, also such that repeat later ones or each other. */
const reports = fc
  .array(
    fc.record({
      publisher: place.map(source),
      origin: fc.option(place.map(source)),
      of: fc.option(place),
      suggested: fc.option(place),
      stance: fc.constantFrom("supports" as const, "contradicts" as const, "mentions" as const),
      fidelity: fc.constantFrom("exact" as const, "altered" as const, "unknown" as const),
      day: fc.integer({ min: 1, max: 400 }),
      publishedPrecision: fc.constantFrom("day" as const, "month" as const),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((rows) =>
    rows.map(
      ({ day, of, suggested, ...row }, index): GraphReport => ({
        ...row,
        id: `r${index}`,
        documentId: `d${index}`,
        originDocumentId: of === null ? null : `d${of}`,
        suggestedRelayOf: suggested === null ? null : `r${suggested}`,
        hedge: null,
        published: new Date(Date.UTC(2022, 0, day)).toISOString().slice(0, 10),
      }),
    ),
  );

const slot = fc.tuple(reports, reports).map(([own, others]): [GraphClaim, GraphClaim] => [
  { id: "a", reports: own },
  { id: "b", reports: others.map((report) => ({ ...report, id: `b${report.id}` })) },
]);

const drawn = ([claim, rival]: [GraphClaim, GraphClaim]) => layOutGraph(provenanceGraph(claim, [rival]));

describe("the graph of a claim", () => {
  test("shows every report of the claim once", () => {
    fc.assert(
      fc.property(slot, (claims) => {
        const shown = drawn(claims).nodes.filter(({ kind, report }) => report && kind !== "astray");
        expect(shown.map(({ id }) => id).sort()).toEqual(claims[0].reports.map(({ id }) => id).sort());
      }),
    );
  });

  test("never draws two nodes on one another", () => {
    fc.assert(
      fc.property(slot, (claims) => {
        const rows = drawn(claims).nodes.map(({ y }) => y);
        for (const [index, y] of rows.slice(1).entries())
          expect(y - (rows[index] ?? 0)).toBeGreaterThanOrEqual(48);
      }),
    );
  });

  test("never runs an edge backwards in time", () => {
    fc.assert(
      fc.property(slot, (claims) => {
        for (const { from, to } of drawn(claims).edges) {
          expect(from.y).toBeLessThan(to.y);
          expect(from.day <= to.day).toBe(true);
        }
      }),
    );
  });

  test("runs no line through a node it does not join", () => {
    fc.assert(
      fc.property(slot, (claims) => {
        const { nodes, edges } = drawn(claims);
        for (const { from, to } of edges)
          for (const node of nodes)
            if (node !== from && node !== to)
              expect(node.x === from.x && node.y > from.y && node.y <= to.y).toBe(false);
      }),
    );
  });
});
