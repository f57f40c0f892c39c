import { and, asc, eq, inArray, isNull, not, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, alias } from "drizzle-orm/pg-core";
import type { RatingEvidence } from "@/rules/credibility";
import { groupBy } from "@/rules/grouping";
import {
  type ClaimHistory,
  type DatedReport,
  publicOn,
  type Ruling,
  type SlotHistory,
} from "@/rules/slot-history";
import type { Connection } from "./client";
import { originDocumentOf, originReportOf, relayOf } from "./relay-origins";
import { attribute, claim, rating, ratingHistory, report, verdict } from "./schema/claims";
import { document, source } from "./schema/documents";
import { member } from "./schema/members";
import { reopening } from "./schema/moderation";
import { slotKey } from "./slot-locks";

const origin = alias(source, "origin");

/** Of claims that stand for themselves, those with these ids and all that share a slot with them, found by the index on slots: an `or` would read every claim. */
export function inSlotsOf(claimIds: string[]): SQL {
  return sql`${claim.id} in (
    select own.id from claim own where own.id in ${claimIds} and own.merged_into_id is null
    union select rival.id from claim own join attribute of on of.id = own.attribute_id and of.exclusive
      join claim rival on rival.device_id = own.device_id and rival.attribute_id = own.attribute_id
        and rival.scope is not distinct from own.scope and rival.merged_into_id is null
    where own.id in ${claimIds} and own.merged_into_id is null)`;
}

/**
 * What credibility is computed from: the slots of these claims, or of all. Three or four queries, whatever the number. Of open claims
 * the ratings in force suffice; `everyRating` reads all that were ever given, to compute what was believed before.
 */
export async function loadSlots(
  of: { claimIds: string[] } | "all",
  { everyRating }: { everyRating: boolean },
  on: Connection,
): Promise<SlotHistory[]> {
  const condition = of === "all" ? isNull(claim.mergedIntoId) : inSlotsOf(of.claimIds);
  const rows = await selectClaims(on).where(condition);
  const ids = of === "all" ? null : rows.map((row) => row.id);
  if (ids?.length === 0) return [];
  const reports = await loadReports(ids, on);
  const ratings = await loadRatings(of === "all" ? of : rows, everyRating, on);
  const misruled = rows.filter((row) => row.ruledBySimulated).map(({ id }) => id);
  const real = await loadRealVerdicts(misruled, on);
  return [...groupBy(rows, (row) => row.slot).values()].flatMap((claims) => {
    const [first] = claims;
    if (!first) return [];
    const { nameEn, nameDe, id, ...rest } = first.attribute;
    const histories = claims.map((row) => historyOf(row, { reports, ratings, real }));
    return [{ attribute: { ...rest, name: { en: nameEn, de: nameDe } }, claims: histories }];
  });
}

const bySimulated = (who: AnyPgColumn) =>
  sql<boolean>`coalesce((select ${member.simulated} from ${member} where ${member.id} = ${who}), false)`;

function selectClaims(on: Connection) {
  return on
    .select({
      slot: slotKey,
      id: claim.id,
      value: claim.value,
      firstReported: claim.firstReported,
      attribute,
      verdictId: claim.verdictId,
      outcome: verdict.outcome,
      knownAt: verdict.knownAt,
      ruledBySimulated: bySimulated(verdict.decidedBy),
      simulated: bySimulated(claim.submittedBy),
    })
    .from(claim)
    .innerJoin(attribute, eq(attribute.id, claim.attributeId))
    .leftJoin(verdict, eq(verdict.id, claim.verdictId));
}

type ClaimRow = Awaited<ReturnType<typeof selectClaims>>[number];

function historyOf(
  row: ClaimRow,
  {
    reports,
    ratings,
    real,
  }: {
    reports: Map<string, DatedReport[]>;
    ratings: Map<string, RatingEvidence[]>;
    real: Map<string, Ruling>;
  },
): ClaimHistory {
  const { id, value, firstReported, verdictId, outcome, knownAt, simulated } = row;
  const verdict = verdictId && outcome && knownAt ? { id: verdictId, outcome, knownAt } : null;
  return {
    ...{ id, value, firstReported, simulated, verdict },
    reports: reports.get(id) ?? [],
    ratings: ratings.get(id) ?? [],
    realVerdict: row.ruledBySimulated ? (real.get(id) ?? null) : verdict,
  };
}

const ended = sql`exists (select from ${reopening} where ${reopening.claimId} = ${verdict.claimId} and ${reopening.at} >= ${verdict.recordedAt})`;

/** Of claims on which a simulated member ruled, the last verdict of somebody real, unless the claim was opened again after it. */
async function loadRealVerdicts(claimIds: string[], on: Connection): Promise<Map<string, Ruling>> {
  if (claimIds.length === 0) return new Map();
  const rows = await on
    .select({ claimId: verdict.claimId, id: verdict.id, outcome: verdict.outcome, knownAt: verdict.knownAt })
    .from(verdict)
    .where(and(inArray(verdict.claimId, claimIds), not(bySimulated(verdict.decidedBy)), not(ended)))
    .orderBy(asc(verdict.recordedAt));
  return new Map(rows.map(({ claimId, ...ruling }) => [claimId, ruling]));
}

async function loadReports(ids: string[] | null, on: Connection): Promise<Map<string, DatedReport[]>> {
  const rows = await on
    .select({
      claimId: report.claimId,
      id: report.id,
      documentId: report.documentId,
      publisher: { slug: source.slug, name: source.name, kind: source.kind },
      origin: { slug: origin.slug, name: origin.name, kind: origin.kind },
      originDocumentId: originDocumentOf,
      stance: report.stance,
      fidelity: report.fidelity,
      hedge: report.hedge,
      published: document.published,
      publishedPrecision: document.publishedPrecision,
      recordedAt: report.recordedAt,
      simulated: bySimulated(report.submittedBy),
    })
    .from(report)
    .innerJoin(document, eq(document.id, report.documentId))
    .innerJoin(source, eq(source.id, document.sourceId))
    .leftJoin(origin, eq(origin.id, report.originId))
    .leftJoin(relayOf.table, relayOf.on)
    .leftJoin(originReportOf.table, originReportOf.on)
    .where(and(isNull(document.mergedIntoId), ids ? inArray(report.claimId, ids) : undefined));
  return groupBy(rows.map(datedReport), (row) => row.claimId);
}

function datedReport<Row extends Omit<DatedReport, "publicOn"> & { recordedAt: Date }>({
  recordedAt,
  ...row
}: Row) {
  return { ...row, publicOn: publicOn(row, recordedAt) };
}

/** A settled claim counts what was rated before the fact, which its raters may have revised since: all they ever said is read. */
async function loadRatings(
  claims: { id: string; verdictId: string | null }[] | "all",
  everyRating: boolean,
  on: Connection,
): Promise<Map<string, RatingEvidence[]>> {
  if (claims === "all") return groupBy(await ratingsEver(null, on), (row) => row.claimId);
  const inForce = claims.filter(({ verdictId }) => !everyRating && verdictId === null).map(({ id }) => id);
  const others = claims.filter(({ id }) => !inForce.includes(id)).map(({ id }) => id);
  const [now, ever] = [await ratingsInForce(inForce, on), await ratingsEver(others, on)];
  return groupBy([...now, ...ever], (row) => row.claimId);
}

async function ratingsInForce(ids: string[], on: Connection) {
  if (ids.length === 0) return [];
  return on
    .select({
      claimId: rating.claimId,
      rater: rating.memberId,
      probability: rating.probability,
      at: rating.at,
      joinedAt: member.createdAt,
      simulated: member.simulated,
    })
    .from(rating)
    .innerJoin(member, eq(member.id, rating.memberId))
    .where(inArray(rating.claimId, ids));
}

async function ratingsEver(ids: string[] | null, on: Connection) {
  if (ids?.length === 0) return [];
  return on
    .select({
      claimId: ratingHistory.claimId,
      rater: ratingHistory.memberId,
      probability: ratingHistory.probability,
      at: ratingHistory.at,
      joinedAt: member.createdAt,
      simulated: member.simulated,
    })
    .from(ratingHistory)
    .innerJoin(member, eq(member.id, ratingHistory.memberId))
    .where(ids ? inArray(ratingHistory.claimId, ids) : undefined);
}
