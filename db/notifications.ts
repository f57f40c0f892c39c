import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { Refusal } from "@/rules/refusal";
import { database, type Transaction } from "./client";
import { queueMails } from "./mails";
import { claim } from "./schema/claims";
import { notification } from "./schema/notifications";

export type NewNotification = Pick<
  typeof notification.$inferInsert,
  "memberId" | "kind" | "eventId" | "claimId" | "decisionId" | "reason" | "detail"
>;

/** A statement takes 65,535 parameters at most, and a row is about ten. */
const rowsAtOnce = 1000;

/**
 * Tells members, in the transaction of what they are told, in the app and by mail: each the same event once, however often this is
 * called. `eventId` is the id of what happened (the submission, verdict, contest, comment).
 */
export async function notify(rows: NewNotification[], tx: Transaction): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const told = await tx
      .insert(notification)
      .values(rows.slice(from, from + rowsAtOnce))
      .onConflictDoNothing()
      .returning({ id: notification.id });
    await queueMails(
      told.map(({ id }) => id),
      tx,
    );
  }
}

const shown = {
  id: notification.id,
  kind: notification.kind,
  claimId: notification.claimId,
  statement: claim.statement,
  reason: notification.reason,
  detail: notification.detail,
  createdAt: notification.createdAt,
  readAt: notification.readAt,
};

/** What a member was told, newest first, before the one with the id `before`. */
export function listNotifications(memberId: string, page: { before?: string | undefined; limit: number }) {
  const older = page.before
    ? sql`(${notification.createdAt}, ${notification.id}) <
        (select created_at, id from ${notification} where id = ${page.before} and member_id = ${memberId})`
    : undefined;
  return database()
    .select(shown)
    .from(notification)
    .leftJoin(claim, eq(claim.id, notification.claimId))
    .where(and(eq(notification.memberId, memberId), older))
    .orderBy(desc(notification.createdAt), desc(notification.id))
    .limit(page.limit);
}

export type ShownNotification = Awaited<ReturnType<typeof listNotifications>>[number];

function unreadOf(memberId: string) {
  return and(eq(notification.memberId, memberId), isNull(notification.readAt));
}

export function countUnread(memberId: string): Promise<number> {
  return database().$count(notification, unreadOf(memberId));
}

/** Marks one of a member's notifications as read; anybody else's is not found. */
export async function markRead(memberId: string, id: string): Promise<void> {
  const read = await database()
    .update(notification)
    .set({ readAt: sql`coalesce(${notification.readAt}, now())` })
    .where(and(eq(notification.memberId, memberId), eq(notification.id, id)))
    .returning({ id: notification.id });
  if (read.length === 0) throw new Refusal("not-found");
}

/** Marks all of a member's notifications up to the newest they have seen as read; what came since stays unread. */
export async function markReadUpTo(memberId: string, newest: string): Promise<void> {
  await database()
    .update(notification)
    .set({ readAt: sql`now()` })
    .where(
      and(
        unreadOf(memberId),
        sql`(${notification.createdAt}, ${notification.id}) <=
          (select created_at, id from ${notification} where id = ${newest} and member_id = ${memberId})`,
      ),
    );
}
