import { and, eq, isNull, sql } from "drizzle-orm";
import { dueAt } from "@/rules/queue";
import type { QueueKind } from "@/rules/vocabulary";
import type { Transaction } from "./client";
import { queueItem } from "./schema/moderation";

type Waiting = {
  kind: QueueKind;
  subjectId: string;
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
