import { countsAsEvidence, dayOf, intact, type Origin, type ReportEdge, traceOrigins } from "./provenance";

/** What one origin says on one claim: that it is so, or that it is not. */
export type Statement = {
  claimId: string;
  origin: Origin;
  /** Day it first said so. */
  said: string;
  /** Day of its last word on it that we have from itself; what others repeat later does not renew a statement. */
  renewed: string;
};

/** The statements on a claim that reached us unaltered, outlets that name nobody as one; mentions say nothing. */
export function statementsOn(claimId: string, reports: ReportEdge[]): Statement[] {
  return traceOrigins(reports)
    .origins.filter((origin) => origin.stance !== "mentions" && countsAsEvidence(origin))
    .map((origin) => {
      const heard = intact(origin.reports);
      const said = heard.map(dayOf).reduce((a, b) => (b < a ? b : a));
      const own = heard.filter((report) => report.publisher.slug === origin.source?.slug).map(dayOf);
      return { claimId, origin, said, renewed: own.reduce((a, b) => (b > a ? b : a), said) };
    });
}

function isOtherwise(statement: Statement, other: Statement): boolean {
  if (other.claimId === statement.claimId) return other.origin.stance !== statement.origin.stance;
  return statement.origin.stance === "supports" && other.origin.stance === "supports";
}

/**
 * What the same source said instead later: the opposite on the same claim, or another value in support of which it spoke last.
 * `others` are the statements on this claim and on the values that exclude it. Null while the statement stands; whoever names two
 * values on one day stands behind both.
 */
export function revisionOf(statement: Statement, others: Statement[]): Statement | null {
  const slug = statement.origin.source?.slug;
  if (slug === undefined) return null;
  const later = others
    .filter((other) => other.origin.source?.slug === slug && isOtherwise(statement, other))
    .filter((other) => other.renewed > statement.renewed)
    .sort((a, b) => (a.said < b.said ? -1 : a.said > b.said ? 1 : a.claimId < b.claimId ? -1 : 1));
  return later[0] ?? null;
}
