import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { objectionToModerating } from "@/rules/moderation";
import { objectionToTaking, placeOfDecision, type QueueFilters, TAKEN_FOR_MINUTES } from "@/rules/queue";
import { permit, Refusal } from "@/rules/refusal";
import type { Member, Viewer } from "@/rules/viewer";
import type { QueueKind } from "@/rules/vocabulary";
import { type Transaction, transaction } from "./client";
import { refuseTaken, takenColumns, takenOf } from "./queue";
import { inQueue, isOwnMatter } from "./queue-filters";
import { queueItem } from "./schema/moderation";

export type TakenItem = { id: string; kind: QueueKind; path: string; takenUntil: string | null };

function moderatorOf(viewer: Viewer): Member {
  permit(objectionToModerating(viewer));
  if (!viewer) throw new Refusal("sign-in-first");
  return viewer;
}

async function lockItem(id: string, viewer: Member, tx: Transaction) {
  const [row] = await tx
    .select({ item: queueItem, ...takenColumns, own: isOwnMatter(viewer.id) })
    .from(queueItem)
    .where(eq(queueItem.id, id))
    .for("update", { of: queueItem });
  if (!row) throw new Refusal("queue-item-not-found");
  return { ...row.item, taken: takenOf(row), own: row.own };
}

/** Takes something in hand, so that no other moderator decides it meanwhile; taken again, the time starts anew. */
export async function takeQueueItem(viewer: Viewer, id: string): Promise<TakenItem> {
  const moderator = moderatorOf(viewer);
  return transaction(async (tx) => {
    const item = await lockItem(id, moderator, tx);
    const { taken, own, closedAt } = item;
    const objection = objectionToTaking(moderator, { taken, own, closed: closedAt !== null });
    if (objection === "taken-by-another") await refuseTaken(moderator, taken, tx);
    permit(objection);
    return markTaken(item.id, moderator, tx);
  });
}

/** Puts back what one has in hand. What one does not have stays as it is. */
export async function releaseQueueItem(viewer: Viewer, id: string): Promise<TakenItem> {
  const moderator = moderatorOf(viewer);
  return transaction(async (tx) => {
    const item = await lockItem(id, moderator, tx);
    await refuseTaken(moderator, item.taken, tx);
    await tx.update(queueItem).set({ takenBy: null, takenUntil: null }).where(eq(queueItem.id, id));
    return { id, kind: item.kind, path: placeOfDecision(item), takenUntil: null };
  });
}

/**
 * Hands out the most urgent of what nobody has in hand and this moderator may decide, or null. Two who ask at once get two things:
 * what the one is just being given is locked, and skipped for the other.
 */
export async function takeNext(viewer: Viewer, filters: QueueFilters): Promise<TakenItem | null> {
  const moderator = moderatorOf(viewer);
  return transaction(async (tx) => {
    const [next] = await tx
      .select({ id: queueItem.id })
      .from(queueItem)
      .where(and(inQueue({ ...filters, hands: "free" }, moderator.id), sql`not ${isOwnMatter(moderator.id)}`))
      .orderBy(asc(queueItem.dueAt), asc(queueItem.id))
      .limit(1)
      .for("update", { of: queueItem, skipLocked: true });
    return next ? markTaken(next.id, moderator, tx) : null;
  });
}

const takenFor: SQL = sql`make_interval(mins => ${TAKEN_FOR_MINUTES})`;

async function markTaken(id: string, moderator: Member, tx: Transaction): Promise<TakenItem> {
  const [item] = await tx
    .update(queueItem)
    .set({ takenBy: moderator.id, takenUntil: sql`now() + ${takenFor}` })
    .where(eq(queueItem.id, id))
    .returning();
  if (!item) throw new Error("what was locked is gone");
  return {
    id,
    kind: item.kind,
    path: placeOfDecision(item),
    takenUntil: item.takenUntil?.toISOString() ?? null,
  };
}
