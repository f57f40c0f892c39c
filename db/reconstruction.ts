import { and, eq, isNull, notExists, sql } from "drizzle-orm";
import { type ReconstructedRow, reconstruct } from "@/rules/reconstruction";
import { dayOf } from "@/rules/slot-history";
import { type Transaction, takeTime, transaction } from "./client";
import { insertRows, publishAll, rowOf } from "./credibility";
import { loadSlots } from "./credibility-evidence";
import { claim } from "./schema/claims";
import { credibility, rebuild } from "./schema/credibility";
import { loadBeliefs, replaceScores } from "./scores";
import { lockAllSlots } from "./slot-locks";

const rowsAtOnce = 2000;

/**
 * Computes anew what would have been published of every claim before its data came here, and records what holds now wherever
 * that differs. Numbers that were published here stay. Needs all slots locked, and everything new of the import written.
 */
export async function rebuildHistory(tx: Transaction): Promise<void> {
  await tx.delete(credibility).where(eq(credibility.reconstructed, true));
  const slots = await loadSlots("all", { everyRating: true }, tx);
  const publishedFrom = await loadFirstPublished(tx);
  const now = await readClock(tx);
  const { recorded } = await loadBeliefs("settled", tx);
  const { rows, settlements } = reconstruct(slots, dayOf(new Date(now)), { recorded });
  const unpublished = rows.filter(({ claimId, day }) => day <= (publishedFrom.get(claimId) ?? day));
  await insertReconstructed(unpublished, now, tx);
  await replaceScores(settlements, tx);
  await tx.insert(rebuild).values({ at: sql`${now}::timestamptz` });
  await publishAll(slots, "import", tx);
}

/** Gives a database that was filled before credibilities were stored its history; does nothing where every claim has one. */
export function ensureHistory(): Promise<void> {
  return transaction(async (tx) => {
    await takeTime(tx);
    await lockAllSlots(tx);
    if (await hasClaimWithout(tx)) await rebuildHistory(tx);
  });
}

async function hasClaimWithout(tx: Transaction): Promise<boolean> {
  const own = tx.select({ id: credibility.id }).from(credibility).where(eq(credibility.claimId, claim.id));
  const rows = await tx
    .select({ id: claim.id })
    .from(claim)
    .where(and(isNull(claim.mergedIntoId), notExists(own)))
    .limit(1);
  return rows.length > 0;
}

async function insertReconstructed(rows: ReconstructedRow[], now: string, tx: Transaction): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const chunk = rows.slice(start, start + rowsAtOnce);
    await insertRows(
      chunk.map(({ claimId, published, ...when }) => rowOf(claimId, published, when)),
      tx,
      now,
    );
  }
}

async function readClock(tx: Transaction): Promise<string> {
  const [row] = await tx.execute<{ now: string }>(sql`select clock_timestamp()::text as now`);
  if (!row) throw new Error("the clock gave no answer");
  return row.now;
}

/** The day of the first number that was published here, by claim id: its 00:00 UTC is the last that can be reconstructed. */
async function loadFirstPublished(tx: Transaction): Promise<Map<string, string>> {
  const rows = await tx
    .select({ claimId: credibility.claimId, at: sql<string>`min(${credibility.at})::text` })
    .from(credibility)
    .where(eq(credibility.reconstructed, false))
    .groupBy(credibility.claimId);
  return new Map(rows.map(({ claimId, at }) => [claimId, dayOf(new Date(at))]));
}
