import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import { withCurrentNames } from "@/rules/credibility";
import {
  type ClaimScoreLine,
  type CredibilityLine,
  instantText,
  type RaterScoreLine,
  type SourceRecordLine,
  type SourceScoreLine,
} from "@/rules/exchange-2";
import { dayOf, publicOn } from "@/rules/slot-history";
import type { Transaction } from "./client";
import { broughtByReal, instant } from "./exchange-2-rows";
import type { Pseudonyms } from "./pseudonyms";
import { ratingHistory, report } from "./schema/claims";
import { claimScore, credibility, raterScore, sourceRecord, sourceScore } from "./schema/credibility";
import { document, source } from "./schema/documents";
import { member } from "./schema/members";

// The lines of what was computed and published, for some claims.

type Span = { from: string | null; until: string | null };

/**
 * Of claims that a simulated member reported on or ruled on: the days between the first real report or rating and the first
 * verdict of anybody. Outside of them what would have been shown says nothing about what is real.
 */
async function readReplayableSpans(ids: string[], tx: Transaction): Promise<Map<string, Span>> {
  const bySimulated = sql`(select id from member where simulated)`;
  const touched = await tx.execute<{ claim: string; until: string | null }>(sql`
    select c.id as claim, case when exists (select 1 from verdict v where v.claim_id = c.id and v.decided_by in ${bySimulated})
      then (select min((v.known_at at time zone 'UTC')::date)::text from verdict v where v.claim_id = c.id) end as until
    from claim c
    where c.id in ${ids} and (
      exists (select 1 from report r where r.claim_id = c.id and r.submitted_by in ${bySimulated})
      or exists (select 1 from verdict v where v.claim_id = c.id and v.decided_by in ${bySimulated}))`);
  const from = await readFirstRealDays(
    touched.map((row) => row.claim),
    tx,
  );
  return new Map(touched.map(({ claim: id, until }) => [id, { from: from.get(id) ?? null, until }]));
}

/** The day a claim was first heard of from somebody real. */
async function readFirstRealDays(ids: string[], tx: Transaction): Promise<Map<string, string>> {
  const days = new Map<string, string>();
  const heard = (id: string, day: string) => {
    if (day < (days.get(id) ?? "9999")) days.set(id, day);
  };
  if (ids.length === 0) return days;
  const reports = await tx
    .select({
      claimId: report.claimId,
      recordedAt: report.recordedAt,
      published: document.published,
      publishedPrecision: document.publishedPrecision,
    })
    .from(report)
    .innerJoin(document, eq(document.id, report.documentId))
    .leftJoin(member, eq(member.id, report.submittedBy))
    .where(and(inArray(report.claimId, ids), broughtByReal));
  for (const row of reports) heard(row.claimId, publicOn(row, row.recordedAt));
  const ratings = await tx
    .select({ claimId: ratingHistory.claimId, at: ratingHistory.at })
    .from(ratingHistory)
    .innerJoin(member, eq(member.id, ratingHistory.memberId))
    .where(and(inArray(ratingHistory.claimId, ids), eq(member.simulated, false)));
  for (const row of ratings) heard(row.claimId, dayOf(row.at));
  return days;
}

function isReplayable({ reconstructed, at }: { reconstructed: boolean; at: string }, span: Span | undefined) {
  if (!reconstructed || !span) return true;
  const day = at.slice(0, 10);
  return (span.from === null || span.from <= day) && (span.until === null || day < span.until);
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
  const spans = await readReplayableSpans(ids, tx);
  const sources = await tx.select({ slug: source.slug, name: source.name }).from(source);
  const names = new Map(sources.map(({ slug, name }) => [slug, name]));
  let before = "";
  return rows
    .filter((row) => isReplayable(row, spans.get(row.claim)))
    .flatMap(({ shown, withoutSimulated, ...row }): CredibilityLine[] => {
      const { probability, low, high, ...published } = withoutSimulated ?? shown;
      const parts = withCurrentNames(published.parts, names);
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

export async function readSourceRecordLines(tx: Transaction): Promise<SourceRecordLine[]> {
  const rows = await tx
    .select({ slug: source.slug, group: sourceRecord.group, hits: sourceRecord.hits, n: sourceRecord.n })
    .from(sourceRecord)
    .innerJoin(source, eq(source.id, sourceRecord.sourceId))
    .where(gt(sourceRecord.n, 0));
  return rows
    .map(({ slug, ...tally }): SourceRecordLine => ({ type: "source_record", source: slug, ...tally }))
    .sort((a, b) => (`${a.source} ${a.group}` < `${b.source} ${b.group}` ? -1 : 1));
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
