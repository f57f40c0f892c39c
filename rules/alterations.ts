import { dayOf, type ReportEdge } from "./provenance";

/** A value with the reports on it; `Alteration` tells them apart by id. */
export type ReportedClaim = { id: string; reports: ReportEdge[] };

/** What was said, and as what it was retold: two claims of one slot. */
export type Alteration = { report: ReportEdge; said: ReportedClaim; retold: ReportedClaim };

function supports(claim: ReportedClaim, documentId: string): boolean {
  return claim.reports.some(
    (report) =>
      report.documentId === documentId && report.stance === "supports" && report.fidelity !== "altered",
  );
}

/** What the credited source itself had said last by that day. */
function lastSaidBy(slug: string, day: string, claims: ReportedClaim[]): ReportedClaim | undefined {
  const own = claims.flatMap((claim) =>
    claim.reports
      .filter(
        ({ publisher, stance, fidelity }) =>
          publisher.slug === slug && stance === "supports" && fidelity !== "altered",
      )
      .filter((report) => dayOf(report) <= day)
      .map((report) => ({ claim, said: dayOf(report) })),
  );
  return own.sort((a, b) =>
    a.said < b.said ? 1 : a.said > b.said ? -1 : a.claim.id < b.claim.id ? -1 : 1,
  )[0]?.claim;
}

function originalOf(report: ReportEdge, claims: ReportedClaim[]): ReportedClaim | undefined {
  const document = report.originDocumentId;
  if (document !== null) return claims.find((claim) => supports(claim, document));
  return report.origin ? lastSaidBy(report.origin.slug, dayOf(report), claims) : undefined;
}

/**
 * The altered reports of a slot whose original is on record there, with both values: by the document they repeat, or by what the
 * credited source itself had said. A report that prints both values is one alteration.
 */
export function alterationsIn(claims: ReportedClaim[]): Alteration[] {
  return claims.flatMap((retold) =>
    retold.reports
      .filter(({ fidelity, stance }) => fidelity === "altered" && stance === "supports")
      .flatMap((report) => {
        const said = originalOf(report, claims);
        return said && said !== retold ? [{ report, said, retold }] : [];
      }),
  );
}
