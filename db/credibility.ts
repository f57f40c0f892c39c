import { isDeepStrictEqual } from "node:util";
import { inArray, sql } from "drizzle-orm";
import { algorithmVersion, type Credibility } from "@/rules/credibility";
import {
  type ClaimHistory,
  dayOf,
  everything,
  type Published,
  publishSettled,
  publishSlot,
  type Ruling,
  realSlot,
  type SlotHistory,
  startOf,
} from "@/rules/slot-history";
import type { CredibilityCause } from "@/rules/vocabulary";
import type { Connection, Transaction } from "./client";
import { loadSlots } from "./credibility-evidence";
import { claim } from "./schema/claims";
import { credibility } from "./schema/credibility";
import { loadTrackRecords } from "./settled-records";
import { lockSlots } from "./slot-locks";

/**
 * Computes the credibilities of the slots of these claims anew and stores those that changed; answers with what now holds, by
 * claim id. A settled claim keeps its number, unless it is one of these claims and the cause is its verdict.
 */
export async function refreshSlots(
  claimIds: string[],
  cause: CredibilityCause,
  tx: Transaction,
): Promise<Map<string, Credibility>> {
  if (claimIds.length === 0) return new Map();
  await lockSlots(claimIds, tx);
  return refreshLockedSlots(claimIds, cause, tx);
}

/** The same for a caller that has locked these slots before it wrote into them. */
export async function refreshLockedSlots(
  claimIds: string[],
  cause: CredibilityCause,
  tx: Transaction,
): Promise<Map<string, Credibility>> {
  const everyRating = cause === "verdict";
  const slots = await loadSlots({ claimIds }, { everyRating }, tx);
  const stored = await loadNewest(idsOf(slots), tx);
  const settles = ({ id, verdict, realVerdict }: ClaimHistory) =>
    !stored.has(id) || verdict?.id !== realVerdict?.id || (cause === "verdict" && claimIds.includes(id));
  const now = await publish(slots, settles, tx);
  await record(changedOf(now, stored), cause, tx);
  return new Map([...stored, ...now].map(([id, { credibility: shown }]) => [id, shown]));
}

/** The same for all these slots, which the caller has locked and loaded with every rating. */
export async function publishAll(
  slots: SlotHistory[],
  cause: CredibilityCause,
  tx: Transaction,
): Promise<void> {
  const stored = await loadNewest("all", tx);
  const now = await publish(slots, ({ id }) => !stored.has(id), tx);
  await record(changedOf(now, stored), cause, tx);
}

function idsOf(slots: SlotHistory[]): string[] {
  return slots.flatMap((slot) => slot.claims.map(({ id }) => id));
}

/** Every open claim, and the settled ones that `settles` picks. */
async function publish(
  slots: SlotHistory[],
  settles: (claim: ClaimHistory) => boolean,
  tx: Transaction,
): Promise<Map<string, Published>> {
  const records = await loadTrackRecords(slots, tx);
  const found = new Map<string, Published>();
  for (const slot of slots) {
    const open = publishSlot(slot, everything, records);
    for (const claim of slot.claims) {
      const now = open.get(claim.id);
      if (now && !claim.verdict) found.set(claim.id, now);
      else if (now && settles(claim)) found.set(claim.id, await publishFinal(slot, { claim, now }, tx));
    }
  }
  return found;
}

/** Where a simulated member ruled, the number without them is still that of an open claim, or of an earlier verdict. */
async function publishFinal(
  slot: SlotHistory,
  { claim: one, now }: { claim: ClaimHistory; now: Published },
  tx: Transaction,
): Promise<Published> {
  const shown = await publishBefore(slot, one.id, one.verdict, tx);
  if (!shown) return now;
  if (one.simulated || one.verdict?.id === one.realVerdict?.id) return shown;
  const real = await publishBefore(realSlot(slot), one.id, one.realVerdict, tx);
  return { ...shown, withoutSimulated: real?.credibility ?? now.withoutSimulated };
}

async function publishBefore(slot: SlotHistory, claimId: string, by: Ruling | null, tx: Transaction) {
  if (!by) return null;
  const records = await loadTrackRecords([slot], tx, startOf(dayOf(by.knownAt)));
  return publishSettled(slot, { claimId, knownAt: by.knownAt }, records);
}

function changedOf(now: Map<string, Published>, stored: Map<string, Published>): [string, Published][] {
  return [...now].flatMap(([id, published]): [string, Published][] => {
    // As it will be read again: a number such as -0 is not stored as such.
    const written = asStored(published);
    now.set(id, written);
    return isDeepStrictEqual(written, stored.get(id)) ? [] : [[id, written]];
  });
}

function asStored(published: Published): Published {
  return JSON.parse(JSON.stringify(published)) as Published;
}

/** A row of the table as written in JSON. */
export type CredibilityRow = {
  claim_id: string;
  cause: CredibilityCause;
  /** The day that is reconstructed; null for what holds from now on. */
  day: string | null;
  probability: number;
  low: number;
  high: number;
  parts: Credibility["parts"];
  without_simulated: Credibility | null;
};

export function rowOf(
  claimId: string,
  { credibility: { probability, low, high, parts }, withoutSimulated }: Published,
  { cause, day }: Pick<CredibilityRow, "cause" | "day">,
): CredibilityRow {
  return {
    claim_id: claimId,
    cause,
    day,
    probability,
    low,
    high,
    parts,
    without_simulated: withoutSimulated,
  };
}

async function record(changed: [string, Published][], cause: CredibilityCause, tx: Transaction) {
  await insertRows(
    changed.map(([id, published]) => rowOf(id, published, { cause, day: null })),
    tx,
  );
}

/** One clock for all rows: of this statement, so after every lock was got, unless the caller has read it (ISO instant). */
export async function insertRows(
  rows: CredibilityRow[],
  tx: Transaction,
  now: string | null = null,
): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into credibility (claim_id, at, recorded_at, reconstructed, cause, algorithm, probability, low, high, parts, without_simulated)
    select claim_id, coalesce(day::timestamp at time zone 'UTC', clock.now), clock.now, day is not null, cause, ${algorithmVersion},
      probability, low, high, parts, without_simulated
    from (select coalesce(${now}::timestamptz, clock_timestamp()) as now offset 0) as clock,
      json_to_recordset(${JSON.stringify(rows)}::json) as row(claim_id uuid, cause text, day date,
        probability float8, low float8, high float8, parts jsonb, without_simulated jsonb)`);
}

/** The number on each claim's page, by claim id. */
export async function loadNewest(of: string[] | "all", on: Connection): Promise<Map<string, Published>> {
  if (of.length === 0) return new Map();
  const rows = await on
    .select({
      claimId: credibility.claimId,
      credibility: {
        probability: credibility.probability,
        low: credibility.low,
        high: credibility.high,
        parts: credibility.parts,
      },
      withoutSimulated: credibility.withoutSimulated,
    })
    .from(credibility)
    .where(inArray(credibility.id, newestIds(of)));
  return new Map(rows.map(({ claimId, ...published }) => [claimId, published]));
}

/** By the index, one step a claim, however long its history is. */
function newestIds(of: string[] | "all") {
  return sql`(select (
      select newest.id from ${credibility} as newest where newest.claim_id = ${claim.id}
      order by newest.at desc nulls last, newest.id desc nulls last limit 1
    ) from ${claim} where ${of === "all" ? sql`true` : inArray(claim.id, of)})`;
}
