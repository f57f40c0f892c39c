import { and, asc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, alias } from "drizzle-orm/pg-core";
import type {
  ClaimLine,
  DecisionLine,
  MemberLine,
  RatingLine,
  RebuildLine,
  RelayLine,
  ReopeningLine,
  ReportLine,
  RingLine,
  VerdictLine,
} from "@/rules/exchange-2";
import type { Transaction } from "./client";
import type { Pseudonyms } from "./pseudonyms";
import { originReportOf, relayOf } from "./relay-origins";
import { attribute, claim, ratingHistory, report, verdict, verdictEvidence } from "./schema/claims";
import { raterRing, rebuild } from "./schema/credibility";
import { decision } from "./schema/decisions";
import { device } from "./schema/devices";
import { source } from "./schema/documents";
import { member } from "./schema/members";
import { reopening } from "./schema/moderation";

// Each function reads the lines of one type for some claims. What simulated members brought is left out here.

/** An instant with all that PostgreSQL knows of it; a Date would cut it to milliseconds. */
export function instant(column: AnyPgColumn): SQL<string> {
  return sql<string>`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** Nobody's, or a real member's; needs `member` joined. */
export const broughtByReal = or(isNull(member.id), eq(member.simulated, false));

/** The real claims, in the order they came in. */
export async function listRealClaimIds(tx: Transaction): Promise<string[]> {
  const rows = await tx
    .select({ id: claim.id })
    .from(claim)
    .leftJoin(member, eq(member.id, claim.submittedBy))
    .where(broughtByReal)
    .orderBy(asc(claim.id));
  return rows.map((row) => row.id);
}

export async function readClaimLines(ids: string[], tx: Transaction): Promise<ClaimLine[]> {
  const rows = await tx
    .select({
      id: claim.id,
      externalId: claim.externalId,
      device: sql<string>`coalesce(${device.externalId}, ${device.slug})`,
      attribute: attribute.slug,
      scope: claim.scope,
      statement: claim.statement,
      language: claim.language,
      value: claim.value,
      firstReported: claim.firstReported,
      firstReportedBasis: claim.firstReportedBasis,
      mergedInto: claim.mergedIntoId,
      recordedAt: instant(claim.createdAt),
    })
    .from(claim)
    .innerJoin(device, eq(device.id, claim.deviceId))
    .innerJoin(attribute, eq(attribute.id, claim.attributeId))
    .where(inArray(claim.id, ids))
    .orderBy(asc(claim.id));
  return rows.map((row) => ({ type: "claim", ...row }));
}

export async function readReportLines(ids: string[], tx: Transaction): Promise<ReportLine[]> {
  const rows = await tx
    .select({
      id: report.id,
      claim: report.claimId,
      document: report.documentId,
      stance: report.stance,
      origin: source.slug,
      originDocument: report.originDocumentId,
      fidelity: report.fidelity,
      hedge: report.hedge,
      recordedAt: instant(report.recordedAt),
    })
    .from(report)
    .leftJoin(source, eq(source.id, report.originId))
    .leftJoin(member, eq(member.id, report.submittedBy))
    .where(and(inArray(report.claimId, ids), broughtByReal))
    .orderBy(asc(report.id));
  return rows.map((row) => ({ type: "report", ...row }));
}

/** Of relays that real moderators found between reports that real members brought. */
export async function readRelayLines(ids: string[], tx: Transaction): Promise<RelayLine[]> {
  const rows = await tx
    .select({
      report: report.id,
      originReport: originReportOf.table.id,
      at: instant(relayOf.table.at),
    })
    .from(report)
    .innerJoin(relayOf.table, relayOf.on)
    .innerJoin(originReportOf.table, originReportOf.on)
    .leftJoin(member, eq(member.id, report.submittedBy))
    .leftJoin(originMember, eq(originMember.id, originReportOf.table.submittedBy))
    .where(
      and(
        inArray(report.claimId, ids),
        broughtByReal,
        or(isNull(originMember.id), eq(originMember.simulated, false)),
      ),
    )
    .orderBy(asc(report.id));
  return rows.map((row) => ({ type: "relay", ...row }));
}

const originMember = alias(member, "origin_member");

export async function readVerdictLines(
  ids: string[],
  pseudonyms: Pseudonyms,
  tx: Transaction,
): Promise<VerdictLine[]> {
  const rows = await tx
    .select({
      id: verdict.id,
      claim: verdict.claimId,
      supersedes: verdict.supersedesId,
      outcome: verdict.outcome,
      basis: verdict.basis,
      qualifier: verdict.qualifier,
      document: verdict.documentId,
      passage: verdict.passage,
      evidence: sql<string[]>`array(select ${verdictEvidence.documentId}::text from ${verdictEvidence}
        where ${verdictEvidence.verdictId} = ${verdict.id} order by ${verdictEvidence.position})`,
      knownAt: instant(verdict.knownAt),
      decidedAt: instant(verdict.decidedAt),
      decidedBy: verdict.decidedBy,
      recordedAt: instant(verdict.recordedAt),
      imported: verdict.imported,
      fromMemory: verdict.fromMemory,
      note: verdict.note,
      simulated: member.simulated,
    })
    .from(verdict)
    .leftJoin(member, eq(member.id, verdict.decidedBy))
    .where(inArray(verdict.claimId, ids))
    .orderBy(asc(verdict.id));
  const before = new Map(rows.map((row) => [row.id, row]));
  const real = (id: string | null): string | null => {
    const found = id === null ? undefined : before.get(id);
    return found?.simulated ? real(found.supersedes) : (found?.id ?? null);
  };
  return rows
    .filter((row) => !row.simulated)
    .map(({ simulated: _simulated, decidedBy, ...row }) => ({
      type: "verdict",
      ...row,
      supersedes: real(row.supersedes),
      decidedBy: decidedBy && pseudonyms.actor(decidedBy),
    }));
}

export async function readReopeningLines(
  ids: string[],
  pseudonyms: Pseudonyms,
  tx: Transaction,
): Promise<ReopeningLine[]> {
  const rows = await tx
    .select({
      id: reopening.id,
      claim: reopening.claimId,
      // What a simulated member ruled stands in no file; then it is what had been in force before.
      verdict: sql<string | null>`(with recursive ended as (
        select v.id, v.supersedes_id, v.decided_by from verdict v where v.id = ${reopening.verdictId}
        union all select v.id, v.supersedes_id, v.decided_by from ended join verdict v on v.id = ended.supersedes_id
          where ended.decided_by in (select m.id from member m where m.simulated)
      ) select ended.id from ended
        where ended.decided_by is null or ended.decided_by not in (select m.id from member m where m.simulated))`,
      at: instant(reopening.at),
      decidedBy: reopening.decidedBy,
      reason: reopening.reason,
    })
    .from(reopening)
    .where(inArray(reopening.claimId, ids))
    .orderBy(asc(reopening.id));
  return rows.map(({ decidedBy, ...row }) => ({
    type: "reopening",
    ...row,
    decidedBy: decidedBy && pseudonyms.actor(decidedBy),
  }));
}

export async function readMemberLines(pseudonyms: Pseudonyms, tx: Transaction): Promise<MemberLine[]> {
  const rows = await tx
    .select({ id: member.id, joinedAt: instant(member.createdAt) })
    .from(member)
    .where(
      and(
        eq(member.simulated, false),
        sql`exists (select 1 from ${ratingHistory} where ${ratingHistory.memberId} = ${member.id})`,
      ),
    );
  return rows
    .map(({ id, joinedAt }): MemberLine => ({ type: "member", member: pseudonyms.rater(id), joinedAt }))
    .sort((a, b) => (a.member < b.member ? -1 : 1));
}

export async function readRatingLines(
  ids: string[],
  pseudonyms: Pseudonyms,
  tx: Transaction,
): Promise<RatingLine[]> {
  const rows = await tx
    .select({
      memberId: ratingHistory.memberId,
      claim: ratingHistory.claimId,
      probability: ratingHistory.probability,
      at: instant(ratingHistory.at),
    })
    .from(ratingHistory)
    .innerJoin(member, eq(member.id, ratingHistory.memberId))
    .where(and(inArray(ratingHistory.claimId, ids), eq(member.simulated, false)))
    .orderBy(asc(ratingHistory.claimId), asc(ratingHistory.at), asc(ratingHistory.id));
  return rows.map(({ memberId, ...row }) => ({ type: "rating", member: pseudonyms.rater(memberId), ...row }));
}

export async function readRebuildLines(tx: Transaction): Promise<RebuildLine[]> {
  const rows = await tx
    .select({ at: instant(rebuild.at) })
    .from(rebuild)
    .orderBy(asc(rebuild.at));
  return rows.map((row) => ({ type: "rebuild", ...row }));
}

export async function readRingLines(pseudonyms: Pseudonyms, tx: Transaction): Promise<RingLine[]> {
  const rows = await tx
    .select({ memberId: raterRing.memberId, at: instant(raterRing.at), ring: raterRing.ring })
    .from(raterRing)
    .innerJoin(member, eq(member.id, raterRing.memberId))
    .where(eq(member.simulated, false))
    .orderBy(asc(raterRing.at), asc(raterRing.memberId));
  // A ring is named after one of its members.
  return rows.map(({ memberId, at, ring }) => ({
    type: "ring",
    member: pseudonyms.rater(memberId),
    at,
    ring: ring && pseudonyms.rater(ring),
  }));
}

/** The public log, without what simulated members did and what is about them or about a claim that is left out. */
export async function readDecisionLines(
  claims: ReadonlySet<string>,
  pseudonyms: Pseudonyms,
  tx: Transaction,
): Promise<DecisionLine[]> {
  const simulated = await listSimulatedIds(tx);
  const rows = await tx
    .select({
      at: instant(decision.at),
      kind: decision.kind,
      actorId: decision.actorId,
      subjectId: decision.subjectId,
      claim: decision.claimId,
      reason: decision.reason,
      detail: decision.detail,
    })
    .from(decision)
    .orderBy(asc(decision.at), asc(decision.id));
  return rows
    .filter(
      (row) =>
        !simulated.has(row.actorId ?? "") &&
        !simulated.has(row.subjectId ?? "") &&
        (row.claim === null || claims.has(row.claim)),
    )
    .map(({ actorId, subjectId, detail: { handle: _handle, ...detail }, ...row }) => ({
      type: "decision",
      ...row,
      actor: actorId && pseudonyms.actor(actorId),
      subject: row.kind === "role_granted" && subjectId ? pseudonyms.actor(subjectId) : null,
      detail,
    }));
}

async function listSimulatedIds(tx: Transaction): Promise<Set<string>> {
  const rows = await tx.select({ id: member.id }).from(member).where(eq(member.simulated, true));
  return new Set(rows.map((row) => row.id));
}
