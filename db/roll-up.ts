import { and, asc, gt, inArray, isNull, sql } from "drizzle-orm";
import { findRings } from "@/rules/rings";
import { type Transaction, transaction } from "./client";
import { refreshSlots } from "./credibility";
import { claim, ratingHistory } from "./schema/claims";
import { raterRecord, raterRing } from "./schema/credibility";
import { member } from "./schema/members";
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
      .where(and(isNull(claim.verdictId), after ? gt(claim.id, after) : undefined))
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

/** Finds accounts that rate in lockstep among the ratings of the last year. */
export function updateRings(): Promise<void> {
  return transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = '60s'`);
    if (!(await isOnlyOne(tx))) return;
    const rings = findRings(await loadSuspects(tx));
    const known = await tx
      .select({ id: raterRecord.memberId, ring: raterRecord.ring })
      .from(raterRecord)
      .where(sql`${raterRecord.ring} is not null`);
    const before = new Map(known.map(({ id, ring }) => [id, ring]));
    const changed = [...new Set([...rings.keys(), ...before.keys()])]
      .filter((id) => rings.get(id) !== (before.get(id) ?? undefined))
      .map((memberId) => ({ memberId, ring: rings.get(memberId) ?? null }));
    if (changed.length > 0) await recordRings(changed, tx);
  });
}

/**
 * All ratings of those who rated at least three claims within hours of one and the same other member: nobody else can be in a
 * ring, and the database finds them without comparing everybody with everybody.
 */
async function loadSuspects(tx: Transaction) {
  const real = sql`select id from ${member} where not simulated`;
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct one.member_id as id from rating_history one join rating_history other
      on other.claim_id = one.claim_id and other.member_id <> one.member_id
      and other.at between one.at - interval '6 hours' and one.at + interval '6 hours'
    where one.at > now() - interval '1 year' and one.member_id in (${real}) and other.member_id in (${real})
    group by one.member_id, other.member_id having count(distinct one.claim_id) >= 3`);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  return tx
    .select({
      claim: ratingHistory.claimId,
      rater: ratingHistory.memberId,
      probability: ratingHistory.probability,
      at: ratingHistory.at,
    })
    .from(ratingHistory)
    .where(and(inArray(ratingHistory.memberId, ids), gt(ratingHistory.at, sql`now() - interval '1 year'`)));
}

/** Track records change for everybody at one moment, as with a verdict. */
async function recordRings(changed: { memberId: string; ring: string | null }[], tx: Transaction) {
  await lockAllSlots(tx);
  const now = sql`clock_timestamp()`;
  for (const { memberId, ring } of changed) {
    await tx
      .insert(raterRecord)
      .values({ memberId, skillMicro: 0, n: 0, ring })
      .onConflictDoUpdate({ target: raterRecord.memberId, set: { ring } });
    await tx.insert(raterRing).values({ memberId, ring, at: now });
  }
}
