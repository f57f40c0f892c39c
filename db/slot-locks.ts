import { type SQL, sql } from "drizzle-orm";
import { Refusal } from "@/rules/refusal";
import type { Transaction } from "./client";
import { attribute, claim } from "./schema/claims";

const wholeSlots = sql`hashtextextended('hearsay.slots', 0)`;

/** What one lock stands for: claims that share 1, or a claim alone where the attribute is not exclusive. */
export const slotKey = sql<string>`case when ${attribute.exclusive}
  then concat_ws(' ', ${claim.deviceId}, ${claim.attributeId}, ${claim.scope}) else ${claim.id}::text end`;

/**
 * Held by everything that writes into a slot (reports, ratings, verdicts) before it locks any row, so that its numbers are
 * computed one after the other. In one order, so that two writers with several slots never wait for each other.
 */
export async function lockSlots(claimIds: string[], tx: Transaction): Promise<void> {
  if (claimIds.length === 0) return;
  await waitFor(tx.execute(sql`select pg_advisory_xact_lock_shared(${wholeSlots})`));
  await waitFor(tx.execute(sql`select pg_advisory_xact_lock(key) from (${slotHashes(claimIds)}) as slot`));
}

const lockNotAvailable = "55P03";

/** An import holds all slots for as long as it takes; whoever waits longer than a request may is told so. */
async function waitFor(lock: PromiseLike<unknown>): Promise<void> {
  try {
    await lock;
  } catch (cause) {
    if (!(cause instanceof Error) || (cause.cause as { code?: string })?.code !== lockNotAvailable)
      throw cause;
    const refusal = new Refusal("busy", { retryAfterSeconds: 30 });
    refusal.cause = cause;
    throw refusal;
  }
}

function slotHashes(claimIds: string[]): SQL {
  return sql`select distinct hashtextextended('hearsay.slot ' || ${slotKey}, 0) as key
    from ${claim} join ${attribute} on ${attribute.id} = ${claim.attributeId}
    where ${claim.id} in ${claimIds} order by key`;
}

/**
 * Held by what finds or makes devices, sources, documents and claims, and by what makes one of two of them. Before any slot, so that
 * nothing is found that is merged away by the time it is used, and nobody waits in a circle.
 */
export async function lockNames(tx: Transaction): Promise<void> {
  await waitFor(tx.execute(sql`select pg_advisory_xact_lock(hashtext('hearsay.submission'))`));
}

/**
 * All slots at once: for a verdict, whose scores change the track records that every slot reads, and for what fills or rewrites
 * thousands of them. So what was recorded by an instant is what a number of that instant was computed from.
 */
export async function lockAllSlots(tx: Transaction): Promise<void> {
  await waitFor(tx.execute(sql`select pg_advisory_xact_lock(${wholeSlots})`));
}
