import { and, asc, eq, inArray, min, sql } from "drizzle-orm";
import { objectionToSettlingMail, objectionToSettlingMails } from "@/rules/mails";
import { permit, Refusal } from "@/rules/refusal";
import type { Viewer } from "@/rules/viewer";
import { database, type Transaction, transaction } from "./client";
import { mailRoute } from "./mail-route";
import { addMailJobs } from "./mails";
import { member } from "./schema/members";
import { mail, notification } from "./schema/notifications";

/** How many mails are where, and since when the oldest waits: nothing about whose they are. */
export async function findMailStatus() {
  const since = sql`now() - interval '1 day'`;
  const [row] = await database()
    .select({
      waiting: counted(sql`${mail.state} = 'waiting'`),
      retried: counted(sql`${mail.state} = 'waiting' and ${mail.attempts} > 0`),
      sending: counted(sql`${mail.state} = 'sending'`),
      unknown: counted(sql`${mail.state} = 'unknown'`),
      failed: counted(sql`${mail.state} = 'failed'`),
      sentToday: counted(sql`${mail.state} = 'sent' and ${mail.changedAt} > ${since}`),
      oldestWaiting: min(sql`case when ${mail.state} = 'waiting' then ${mail.createdAt} end`).mapWith(
        mail.createdAt,
      ),
    })
    .from(mail)
    .where(sql`${mail.state} <> 'sent' or ${mail.changedAt} > ${since}`);
  const [latest] = await database()
    .select({ error: mail.lastError, at: mail.changedAt })
    .from(mail)
    .where(sql`${mail.state} in ('waiting', 'failed') and ${mail.lastError} is not null`)
    .orderBy(sql`${mail.changedAt} desc`)
    .limit(1);
  if (!row) throw new Error("counting gave no row");
  return { ...row, route: mailRoute(), lastError: latest ?? null };
}

export type MailStatus = Awaited<ReturnType<typeof findMailStatus>>;

function counted(condition: ReturnType<typeof sql>) {
  return sql<number>`(count(*) filter (where ${condition}))::int`;
}

/** The mails that nobody works on any more and somebody has to decide about, oldest first. */
export function listUnsettledMails(viewer: Viewer, limit: number) {
  permit(objectionToSettlingMails(viewer));
  return database()
    .select({
      id: mail.notificationId,
      state: mail.state,
      attempts: mail.attempts,
      lastError: mail.lastError,
      changedAt: mail.changedAt,
      kind: notification.kind,
      handle: member.handle,
    })
    .from(mail)
    .innerJoin(notification, eq(notification.id, mail.notificationId))
    .innerJoin(member, eq(member.id, notification.memberId))
    .where(inArray(mail.state, ["unknown", "failed"]))
    .orderBy(asc(mail.changedAt), asc(mail.notificationId))
    .limit(limit);
}

export type UnsettledMail = Awaited<ReturnType<typeof listUnsettledMails>>[number];

/** Sends a mail again that failed or may have been sent, or gives it up. Of two at once the first decides. */
export function settleMail(viewer: Viewer, id: string, decision: "send" | "drop"): Promise<void> {
  return transaction(async (tx) => {
    const [found] = await tx
      .select({ state: mail.state })
      .from(mail)
      .where(eq(mail.notificationId, id))
      .for("update");
    if (!found) throw new Refusal("not-found");
    permit(objectionToSettlingMail(viewer, found));
    if (decision === "send") return sendAgain([id], tx);
    await tx
      .update(mail)
      .set({ state: "dropped", changedAt: sql`clock_timestamp()` })
      .where(eq(mail.notificationId, id));
  });
}

/** Sends all mails again that failed, as after a mail server was away for days; says how many. */
export function sendFailedAgain(viewer: Viewer): Promise<number> {
  return transaction(async (tx) => {
    permit(objectionToSettlingMails(viewer));
    const failed = await tx
      .select({ id: mail.notificationId })
      .from(mail)
      .where(eq(mail.state, "failed"))
      .limit(1000)
      .for("update", { skipLocked: true });
    await sendAgain(
      failed.map(({ id }) => id),
      tx,
    );
    return failed.length;
  });
}

/** Attempts are counted anew after a failure; one that is unknown keeps its count, by which a late ending would be told apart. */
async function sendAgain(ids: string[], tx: Transaction): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(mail)
    .set({
      state: "waiting",
      attempts: sql`case when ${mail.state} = 'failed' then 0 else ${mail.attempts} end`,
      lastError: null,
      changedAt: sql`clock_timestamp()`,
    })
    .where(and(inArray(mail.notificationId, ids), inArray(mail.state, ["failed", "unknown"])));
  await addMailJobs(ids, tx);
}
