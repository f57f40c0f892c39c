import { and, eq, isNull, sql } from "drizzle-orm";
import { objectionToModerating } from "@/rules/moderation";
import { permit, Refusal } from "@/rules/refusal";
import type { Viewer } from "@/rules/viewer";
import { type Transaction, transaction } from "./client";
import { closeQueueItem, openQueueItem, permitDecidingItem } from "./queue";
import { queueItem } from "./schema/moderation";

const AT_ONCE = 200;
/** After so long what was not confirmed at the release hardly will be. */
const DAYS_AFTER_RELEASE = 90;

/**
 * Asks the moderators about open claims whose time has passed: the day they name is over, or their device has been out for long.
 * A slice at a time; answers with how many were asked about, none once all are. What was left open is not asked again.
 */
export function findLapses(): Promise<number> {
  return transaction(async (tx) => {
    const rows = await tx.execute<{ claimId: string; deviceId: string; memberId: string | null }>(sql`
      select c.id as "claimId", c.device_id as "deviceId", c.submitted_by as "memberId"
      from claim c join attribute a on a.id = c.attribute_id join device d on d.id = c.device_id
      where c.verdict_id is null and c.merged_into_id is null
        and ((a.type = 'date' and (c.value->>'to')::date < (now() at time zone 'utc')::date)
          or (d.status = 'released' and d.released < (now() at time zone 'utc')::date - ${DAYS_AFTER_RELEASE}::int))
        and not exists (select from queue_item q where q.kind = 'lapse' and q.claim_id = c.id)
      order by c.id limit ${AT_ONCE}`);
    for (const row of rows) await openQueueItem({ kind: "lapse", subjectId: row.claimId, ...row }, tx);
    return rows.length;
  });
}

async function findWaitingLapse(claimId: string, tx: Transaction) {
  const [item] = await tx
    .select({ memberId: queueItem.memberId })
    .from(queueItem)
    .where(and(eq(queueItem.kind, "lapse"), eq(queueItem.subjectId, claimId), isNull(queueItem.closedAt)));
  return item ?? null;
}

/** Leaves a claim open whose time has passed: nothing about it is ruled, and nobody is asked again. */
export function leaveOpen(viewer: Viewer, claimId: string): Promise<{ id: string }> {
  permit(objectionToModerating(viewer));
  return transaction(async (tx) => {
    if (!viewer) throw new Refusal("sign-in-first");
    const item = await findWaitingLapse(claimId, tx);
    if (!item) throw new Refusal("already-decided");
    if (item.memberId === viewer.id) throw new Refusal("your-own-matter");
    await permitDecidingItem({ kind: "lapse", subjectId: claimId }, viewer, tx);
    await closeQueueItem({ kind: "lapse", subjectId: claimId, by: viewer.id }, tx);
    return { id: claimId };
  });
}
