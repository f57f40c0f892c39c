import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { groupBy } from "@/rules/grouping";
import { type Believed, type Settlement, settle } from "@/rules/settlement";
import { dayOf, type SlotHistory, startOf } from "@/rules/slot-history";
import type { Transaction } from "./client";
import { loadSlots } from "./credibility-evidence";
import { type Scored, sumUpScores } from "./record-sums";
import { claim } from "./schema/claims";
import { claimScore, credibility, raterScore, sourceScore } from "./schema/credibility";
import { source } from "./schema/documents";
import { loadTrackRecords } from "./settled-records";

const rowsAtOnce = 2000;

/** Scores a claim by its verdict in force, in place of what an earlier one left. Needs all slots locked. */
export async function scoreClaim(claimId: string, tx: Transaction): Promise<void> {
  const slots = await loadSlots({ claimIds: [claimId] }, { everyRating: true }, tx);
  // First, because a claim's own earlier verdict teaches nothing about it.
  const before = await clearScores(claimId, tx);
  const settlements = await settleIn(slots, claimId, tx);
  const after = await insertScores(settlements, tx);
  const sources = [...new Set([...before.sources, ...after.sources])];
  await sumUpScores({ sources, raters: [...new Set([...before.raters, ...after.raters])] }, tx);
}

async function settleIn(slots: SlotHistory[], claimId: string, tx: Transaction): Promise<Settlement[]> {
  const found = slots.flatMap((slot) => slot.claims.map((claim) => ({ slot, ...claim })));
  const { slot, realVerdict } = found.find(({ id }) => id === claimId) ?? {};
  if (!slot || !realVerdict) return [];
  const records = await loadTrackRecords([slot], tx, startOf(dayOf(realVerdict.knownAt)));
  const { recorded, believed } = await loadBeliefs([claimId], tx);
  return [
    settle({ slot, claimId, records, recorded: recorded(claimId), believed: believed(claimId) }) ?? [],
  ].flat();
}

/** Scores the sources of a claim anew, and leaves how its published number and its raters came out as it stands. */
export async function rescoreSources(claimId: string, tx: Transaction): Promise<void> {
  const slots = await loadSlots({ claimIds: [claimId] }, { everyRating: true }, tx);
  const settlements = await settleIn(slots, claimId, tx);
  const before = await clearSources(claimId, tx);
  const after = await insertSources(settlements, tx);
  await sumUpScores({ sources: [...new Set([...before, ...after])], raters: [] }, tx);
}

/** Scores all claims anew. */
export async function replaceScores(settlements: Settlement[], tx: Transaction): Promise<void> {
  await tx.delete(claimScore);
  await tx.delete(sourceScore);
  await tx.delete(raterScore);
  await insertScores(settlements, tx);
  await sumUpScores("all", tx);
}

type Beliefs = { recorded: (claimId: string) => Believed; believed: (claimId: string) => Believed };

/** What was published of these claims, or of all settled ones: here at the time, and as far as reconstructed. */
export async function loadBeliefs(of: string[] | "settled", tx: Transaction): Promise<Beliefs> {
  const rows = await tx
    .select({
      claimId: credibility.claimId,
      at: credibility.at,
      reconstructed: credibility.reconstructed,
      probability: sql<number>`coalesce((${credibility.withoutSimulated}->>'probability')::float8, ${credibility.probability})`,
    })
    .from(credibility)
    .innerJoin(claim, eq(claim.id, credibility.claimId))
    .where(
      of === "settled"
        ? and(sql`${claim.verdictId} is not null`, eq(credibility.reconstructed, false))
        : inArray(credibility.claimId, of),
    )
    .orderBy(asc(credibility.at), asc(credibility.id));
  const byClaim = groupBy(rows, (row) => row.claimId);
  const last = (claimId: string, reconstructed: boolean) => (before: Date) =>
    byClaim.get(claimId)?.findLast((row) => row.at < before && (reconstructed || !row.reconstructed))
      ?.probability ?? null;
  return { recorded: (claimId) => last(claimId, false), believed: (claimId) => last(claimId, true) };
}

/** Whose scores these were. */
async function clearScores(claimId: string, tx: Transaction): Promise<Exclude<Scored, "all">> {
  await tx.delete(claimScore).where(eq(claimScore.claimId, claimId));
  const sources = await clearSources(claimId, tx);
  const raters = await tx
    .delete(raterScore)
    .where(eq(raterScore.claimId, claimId))
    .returning({ id: raterScore.memberId });
  return { sources, raters: raters.map(({ id }) => id) };
}

async function clearSources(claimId: string, tx: Transaction): Promise<string[]> {
  const rows = await tx
    .delete(sourceScore)
    .where(eq(sourceScore.claimId, claimId))
    .returning({ id: sourceScore.sourceId });
  return rows.map(({ id }) => id);
}

async function insertScores(settlements: Settlement[], tx: Transaction): Promise<Exclude<Scored, "all">> {
  const claims = settlements.map(({ claimId, verdictId, claim: score }) => ({
    claimId,
    verdictId,
    ...score,
  }));
  await inChunks(claims, (rows) => tx.insert(claimScore).values(rows));
  const sources = await insertSources(settlements, tx);
  const raters = settlements.flatMap(({ claimId, claim: { knownAt, hit }, raters: own }) =>
    own.map(({ rater: memberId, ...score }) => ({ claimId, memberId, knownAt, hit, ...score })),
  );
  await inChunks(raters, (rows) => tx.insert(raterScore).values(rows));
  return { sources, raters: raters.map((row) => row.memberId) };
}

async function insertSources(settlements: Settlement[], tx: Transaction): Promise<string[]> {
  const slugs = new Set(settlements.flatMap(({ sources }) => sources.map((score) => score.source)));
  const idOf = await loadSourceIds([...slugs], tx);
  const sources = settlements.flatMap(({ claimId, claim: { knownAt }, sources: own }) =>
    own.map(({ source: slug, ...score }) => ({ claimId, sourceId: idOf(slug), knownAt, ...score })),
  );
  await inChunks(sources, (rows) => tx.insert(sourceScore).values(rows));
  return sources.map((row) => row.sourceId);
}

async function loadSourceIds(slugs: string[], tx: Transaction): Promise<(slug: string) => string> {
  const rows =
    slugs.length === 0
      ? []
      : await tx.select({ slug: source.slug, id: source.id }).from(source).where(inArray(source.slug, slugs));
  const ids = new Map(rows.map(({ slug, id }) => [slug, id]));
  return (slug) => {
    const id = ids.get(slug);
    if (!id) throw new Error(`there is no source ${slug}`);
    return id;
  };
}

async function inChunks<Row>(rows: Row[], insert: (chunk: Row[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce)
    await insert(rows.slice(start, start + rowsAtOnce));
}
