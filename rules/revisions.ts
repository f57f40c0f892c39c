import {
  countsAsEvidence,
  dayOf,
  intact,
  type Origin,
  type ReportEdge,
  type SourceRef,
  traceOrigins,
} from "./provenance";
import { compareValues } from "./values";
import type { Attribute, Stance, Value } from "./vocabulary";

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

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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
    .sort((a, b) => compareText(a.said, b.said) || compareText(a.claimId, b.claimId));
  return later[0] ?? null;
}

/** A claim with its reports and value, as a page has it. */
export type ReportedClaim = { id: string; value: Value; reports: ReportEdge[] };

/** Which claim a source spoke on, how, and in which report. */
export type Stand = { claimId: string; stance: Stance; report: ReportEdge };

/** A source said one thing and later another; both stay on record, only the later one counts. */
export type Revision = { source: SourceRef; from: Stand; to: Stand };

function standOf({ claimId, origin }: Statement, day: string): Stand[] {
  const report = intact(origin.reports).find((one) => dayOf(one) === day);
  return report ? [{ claimId, stance: origin.stance, report }] : [];
}

/** Who changed their mind on a claim, from it or to it, oldest first. `slot` holds the other claims of its slot. */
export function revisionsOn(claim: ReportedClaim, slot: ReportedClaim[], attribute: Attribute): Revision[] {
  const excludes = (a: ReportedClaim, b: ReportedClaim) =>
    compareValues(a.value, b.value, attribute) === "rival";
  const claims = [claim, ...slot.filter((one) => one.id !== claim.id && excludes(claim, one))];
  const said = new Map(claims.map((one) => [one.id, statementsOn(one.id, one.reports)]));
  const saidOn = (one: ReportedClaim) => said.get(one.id) ?? [];
  return claims
    .flatMap((one) => {
      const others = [one, ...claims.filter((other) => excludes(one, other))].flatMap(saidOn);
      return saidOn(one).flatMap((statement) => {
        const to = revisionOf(statement, others);
        const { source } = statement.origin;
        if (!to || !source || (one !== claim && to.claimId !== claim.id)) return [];
        const [from] = standOf(statement, statement.said);
        const [now] = standOf(to, to.said);
        return from && now ? [{ source, from, to: now }] : [];
      });
    })
    .sort(
      (a, b) =>
        compareText(dayOf(a.to.report), dayOf(b.to.report)) || compareText(a.source.slug, b.source.slug),
    );
}
