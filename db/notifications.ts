import type { Transaction } from "./client";
import { queueMails } from "./mails";
import { notification } from "./schema/notifications";

export type NewNotification = Pick<
  typeof notification.$inferInsert,
  "memberId" | "kind" | "eventId" | "claimId" | "decisionId" | "reason" | "detail"
>;

/**
 * Tells members, in the transaction of what they are told, in the app and by mail: each the same event once, however often this is
 * called. `eventId` is the id of what happened (the submission, verdict, contest, comment).
 */
export async function notify(rows: NewNotification[], tx: Transaction): Promise<void> {
  if (rows.length === 0) return;
  const told = await tx
    .insert(notification)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: notification.id });
  await queueMails(
    told.map(({ id }) => id),
    tx,
  );
}
