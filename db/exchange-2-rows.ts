import { and, asc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import {
  type ClaimLine,
  type ClaimScoreLine,
  type CredibilityLine,
  type DecisionLine,
  instantText,
  type MemberLine,
  type RaterScoreLine,
  type RatingLine,
  type RebuildLine,
  type ReportLine,
  type RingLine,
  type SourceScoreLine,
  type VerdictLine,
} from "@/rules/exchange-2";
import type { Transaction } from "./client";
import type { Pseudonyms } from "./pseudonyms";
import { attribute, claim, ratingHistory, report, verdict, verdictEvidence } from "./schema/claims";
import { claimScore, credibility, raterRing, raterScore, rebuild, sourceScore } from "./schema/credibility";
import { decision } from "./schema/decisions";
import { device } from "./schema/devices";
import { source } from "./schema/documents";
import { member } from "./schema/members";

// Each function reads the lines of one type for some claims. What simulated members brought is left out here.

/** An instant with all that PostgreSQL knows of it; a Date would cut it to milliseconds. */
function instant(column: AnyPgColumn): SQL<string> {
  return sql<string>`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** Nobody's, or a real member's; needs `member` joined. */
const broughtByReal = or(isNull(member.id), eq(member.simulated, false));

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

/** What was published, without simulated members; a number that only they moved is none. */
export async function readCredibilityLines(ids: string[], tx: Transaction): Promise<CredibilityLine[]> {
  const rows = await tx
    .select({
      claim: credibility.claimId,
      at: instant(credibility.at),
      recordedAt: instant(credibility.recordedAt),
      reconstructed: credibility.reconstructed,
      cause: credibility.cause,
      algorithm: credibility.algorithm,
      shown: {
        probability: credibility.probability,
        low: credibility.low,
        high: credibility.high,
        parts: credibility.parts,
      },
      withoutSimulated: credibility.withoutSimulated,
    })
    .from(credibility)
    .where(inArray(credibility.claimId, ids))
    .orderBy(asc(credibility.claimId), asc(credibility.at), asc(credibility.id));
  let before = "";
  return rows.flatMap(({ shown, withoutSimulated, ...row }): CredibilityLine[] => {
    const { probability, low, high, parts } = withoutSimulated ?? shown;
    const said = JSON.stringify([row.claim, row.reconstructed, probability, low, high, parts]);
    if (said === before) return [];
    before = said;
    return [{ type: "credibility", ...row, probability, low, high, parts }];
  });
}

export async function readClaimScoreLines(ids: string[], tx: Transaction): Promise<ClaimScoreLine[]> {
  const rows = await tx
    .select()
    .from(claimScore)
    .where(inArray(claimScore.claimId, ids))
    .orderBy(asc(claimScore.claimId));
  return rows.map(({ claimId, verdictId, knownAt, ...row }) => ({
    type: "claim_score",
    claim: claimId,
    verdict: verdictId,
    knownAt: instantText(knownAt),
    ...row,
  }));
}

export async function readSourceScoreLines(ids: string[], tx: Transaction): Promise<SourceScoreLine[]> {
  const rows = await tx
    .select({ slug: source.slug, score: sourceScore })
    .from(sourceScore)
    .innerJoin(source, eq(source.id, sourceScore.sourceId))
    .where(inArray(sourceScore.claimId, ids));
  return rows
    .map(
      ({ slug, score: { claimId, sourceId: _source, knownAt, ...row } }): SourceScoreLine => ({
        type: "source_score",
        claim: claimId,
        source: slug,
        knownAt: instantText(knownAt),
        ...row,
      }),
    )
    .sort((a, b) => (`${a.claim} ${a.source}` < `${b.claim} ${b.source}` ? -1 : 1));
}

export async function readRaterScoreLines(
  ids: string[],
  pseudonyms: Pseudonyms,
  tx: Transaction,
): Promise<RaterScoreLine[]> {
  const rows = await tx
    .select({ score: raterScore })
    .from(raterScore)
    .innerJoin(member, eq(member.id, raterScore.memberId))
    .where(and(inArray(raterScore.claimId, ids), eq(member.simulated, false)));
  return rows
    .map(
      ({ score: { claimId, memberId, knownAt, ...row } }): RaterScoreLine => ({
        type: "rater_score",
        claim: claimId,
        member: pseudonyms.rater(memberId),
        knownAt: instantText(knownAt),
        ...row,
      }),
    )
    .sort((a, b) => (`${a.claim} ${a.member}` < `${b.claim} ${b.member}` ? -1 : 1));
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
