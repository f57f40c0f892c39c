import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { dueAt, objectionToItem, type Taken } from "@/rules/queue";
import { Refusal } from "@/rules/refusal";
import type { Viewer } from "@/rules/viewer";
import type { QueueKind, SubjectKind } from "@/rules/vocabulary";
import type { Transaction } from "./client";
import { member } from "./schema/members";
import { queueItem } from "./schema/moderation";

type Waiting = {
  kind: QueueKind;
  subjectId: string;
  /** What was flagged, or is suggested for a merge with `otherId`. */
  subjectKind?: SubjectKind;
  otherId?: string;
  claimId?: string | null;
  deviceId?: string | null;
  /** Whose matter it is: nobody decides their own. */
  memberId?: string | null;
  urgent?: boolean;
};

/**
 * Puts something into the queue of the moderators; belongs in the transaction of what it is about. What waits already keeps its
 * place, or moves forward where it has become more urgent.
 */
export async function openQueueItem({ urgent, ...item }: Waiting, tx: Transaction): Promise<void> {
  const [row] = await tx.execute<{ now: string }>(sql`select now()::text as now`);
  if (!row) throw new Error("the clock gave no answer");
  await tx
    .insert(queueItem)
    .values({ ...item, dueAt: dueAt(item.kind, new Date(row.now), urgent) })
    .onConflictDoUpdate({
      target: [queueItem.kind, queueItem.subjectId],
      targetWhere: isNull(queueItem.closedAt),
      set: { dueAt: sql`least(${queueItem.dueAt}, excluded.due_at)` },
    });
}

/** Takes something out of the queue, decided by `by`, or by nobody where it no longer needs a decision. */
export async function closeQueueItem(
  { kind, subjectId, by }: { kind: QueueKind; subjectId: string; by: string | null },
  tx: Transaction,
): Promise<void> {
  await tx
    .update(queueItem)
    .set({ closedAt: sql`now()`, closedBy: by, takenBy: null, takenUntil: null })
    .where(and(eq(queueItem.kind, kind), eq(queueItem.subjectId, subjectId), isNull(queueItem.closedAt)));
}

/** Takes out of the queue what a verdict on these claims has made moot: nothing lapses any more, and no relay moves a score. */
export async function closeMootItems(claimIds: string[], by: string | null, tx: Transaction): Promise<void> {
  if (claimIds.length === 0) return;
  await tx
    .update(queueItem)
    .set({ closedAt: sql`now()`, closedBy: by, takenBy: null, takenUntil: null })
    .where(
      and(
        inArray(queueItem.claimId, claimIds),
        inArray(queueItem.kind, ["lapse", "relay"]),
        isNull(queueItem.closedAt),
      ),
    );
}

/** Until when something is taken, where that is not over. */
const takenStill = sql<
  string | null
>`case when ${queueItem.takenUntil} > now() then ${queueItem.takenUntil}::text end`;

/** Who has a row of `queueItem` in hand, as part of a query. */
export const takenColumns = { takenBy: queueItem.takenBy, takenStill };

export function takenOf(row: { takenBy: string | null; takenStill: string | null }): Taken {
  return row.takenBy && row.takenStill
    ? { byId: row.takenBy, until: new Date(row.takenStill).toISOString() }
    : null;
}

/** Refuses to act on what another moderator has in hand, and says who and until when. */
export async function refuseTaken(moderator: { id: string }, taken: Taken, tx: Transaction): Promise<void> {
  const reason = objectionToItem(moderator, taken);
  if (!reason || !taken) return;
  const [holder] = await tx.select({ handle: member.handle }).from(member).where(eq(member.id, taken.byId));
  throw new Refusal(reason, { standing: { by: holder?.handle ?? null, until: taken.until } });
}

/**
 * Refuses a decision on what another moderator has taken; asked by everything that decides, before it closes the item. What nobody
 * took may be decided at once. Holds the item until the transaction ends, so that nobody takes it in between.
 */
export async function permitDecidingItem(
  { kind, subjectId }: { kind: QueueKind; subjectId: string },
  viewer: Viewer,
  tx: Transaction,
): Promise<void> {
  if (!viewer) throw new Refusal("sign-in-first");
  const [item] = await tx
    .select(takenColumns)
    .from(queueItem)
    .where(and(eq(queueItem.kind, kind), eq(queueItem.subjectId, subjectId), isNull(queueItem.closedAt)))
    .for("update");
  if (item) await refuseTaken(viewer, takenOf(item), tx);
}
