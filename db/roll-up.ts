import { setImmediate } from "node:timers/promises";
import { and, asc, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { fewestInCommon, type Step, searchRings } from "@/rules/rings";
import { type Transaction, transaction } from "./client";
import { refreshSlots } from "./credibility";
import { claim } from "./schema/claims";
import { raterRecord } from "./schema/credibility";
import { lockAllSlots } from "./slot-locks";

/** So few that ratings of their slots hardly wait. */
const claimsAtOnce = 25;

/** Where a pass over the open claims is: the last claim done, null once all are; busy while another instance is at it. */
export type Progress = { after: string | null } | "busy";

/**
 * Computes the next open claims anew, whose origins, raters or attribute group may have learned from a verdict, and stores what
 * changed. A transaction of its own, so a crash loses nothing that was done, and a pass begun anew only repeats work.
 */
export function refreshOpenClaims(after: string | null): Promise<Progress> {
  return transaction(async (tx) => {
    if (!(await isOnlyOne(tx))) return "busy";
    const rows = await tx
      .select({ id: claim.id })
      .from(claim)
      .where(
        and(isNull(claim.verdictId), isNull(claim.mergedIntoId), after ? gt(claim.id, after) : undefined),
      )
      .orderBy(asc(claim.id))
      .limit(claimsAtOnce);
    const ids = rows.map(({ id }) => id);
    await refreshSlots(ids, "records", tx);
    return { after: ids.length < claimsAtOnce ? null : (ids.at(-1) ?? null) };
  });
}

async function isOnlyOne(tx: Transaction): Promise<boolean> {
  const [row] = await tx.execute<{ got: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('hearsay.roll-up', 0)) as got`,
  );
  return row?.got ?? false;
}

/**
 * Finds accounts that rate in lockstep among the ratings of the last year, and answers whether anything changed. The search
 * itself runs outside of any transaction and lets requests pass in between.
 */
export async function updateRings(): Promise<boolean> {
  const history = await transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = '60s'`);
    return (await isOnlyOne(tx)) ? loadFirstRatings(tx) : null;
  });
  if (!history) return false;
  const rings = await inPauses(searchRings(history));
  return transaction((tx) => replaceRings(rings, tx));
}

async function inPauses<T>(work: Generator<undefined, T>): Promise<T> {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await setImmediate();
  }
}

/** What the search takes of memory and time must not grow with the installation: 200,000 of 900,000 took 3 s and 140 MB. */
const mostRatings = 200_000;

/**
 * The first ratings of the last year by those who rated enough claims to be in a ring; the newest ones, where there are too many.
 * The rows that no ring can come of are left to the database.
 */
async function loadFirstRatings(tx: Transaction): Promise<Step[]> {
  const rows = await tx.execute<{ claim: string; rater: string; probability: number; at: string }>(sql`
    with first_rating as (
      select distinct on (h.member_id, h.claim_id) h.member_id, h.claim_id, h.probability, h.at
      from rating_history h join member m on m.id = h.member_id
      where h.at > now() - interval '1 year' and not m.simulated
      order by h.member_id, h.claim_id, h.at),
    counted as (select *, count(*) over (partition by member_id) as claims from first_rating)
    select claim_id as claim, member_id as rater, probability, (extract(epoch from at) * 1000)::float8 as at from counted
    where claims >= ${fewestInCommon} order by counted.at desc, claim_id, member_id limit ${mostRatings}`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

/** Track records change for everybody at one moment, as with a verdict. */
async function replaceRings(rings: ReadonlyMap<string, string>, tx: Transaction): Promise<boolean> {
  await lockAllSlots(tx);
  const known = await tx
    .select({ id: raterRecord.memberId, ring: raterRecord.ring })
    .from(raterRecord)
    .where(isNotNull(raterRecord.ring));
  const before = new Map(known.map(({ id, ring }) => [id, ring]));
  const changed = [...new Set([...rings.keys(), ...before.keys()])]
    .filter((id) => rings.get(id) !== before.get(id))
    .map((id) => ({ id, ring: rings.get(id) ?? null }));
  if (changed.length === 0) return false;
  // As one value, because a statement has room for 65,535. Whoever deleted the account meanwhile is in no ring.
  const rows = sql`jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as changed (id uuid, ring text)
    where exists (select 1 from member where member.id = changed.id)`;
  await tx.execute(sql`
    insert into rater_record (member_id, skill_micro, n, ring) select id, 0, 0, ring from ${rows}
    on conflict (member_id) do update set ring = excluded.ring`);
  await tx.execute(sql`
    insert into rater_ring (member_id, ring, at) select id, ring, clock_timestamp() from ${rows}`);
  return true;
}
