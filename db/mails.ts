import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { SendingEnd } from "@/rules/mails";
import { database, type Transaction, transaction } from "./client";
import { mailRoute } from "./mail-route";
import { claim } from "./schema/claims";
import { member } from "./schema/members";
import { mail, mailOptOut, notification } from "./schema/notifications";

/** The name of the job that sends one mail. */
export const mailTask = "mail";

/** Whether the notification's member can be mailed and has not turned mails of this kind, or all, off. */
const mailable = sql<boolean>`(${member.email} is not null and ${member.emailVerified} is not null and not ${member.simulated}
  and not exists (select 1 from ${mailOptOut}
    where ${mailOptOut.memberId} = ${member.id} and ${mailOptOut.kind} in (${notification.kind}, '*')))`;

/** Queues the mails of notifications, each with its job, in the transaction that made them. Where mails go nowhere, none is made. */
export async function queueMails(notificationIds: string[], tx: Transaction): Promise<void> {
  if (notificationIds.length === 0 || !mailRoute()) return;
  await tx.execute(sql`
    with queued as (
      insert into ${mail} (notification_id)
      select ${notification.id} from ${notification} join ${member} on ${member.id} = ${notification.memberId}
      where ${notification.id} = any(${sql.param(notificationIds)}::uuid[]) and ${mailable}
      on conflict do nothing
      returning notification_id
    )
    ${addJobs(sql`queued`)}`);
}

/** Adds the job of every mail in `queued` in one call; the id as its key makes it one job however often it is added. */
function addJobs(queued: SQL): SQL {
  return sql`select count(*) from (
      select array_agg(row(${mailTask}::text, json_build_object('id', notification_id), null, null, null, notification_id::text, null, null)
        ::graphile_worker.job_spec) as specs
      from ${queued}
    ) mails, lateral graphile_worker.add_jobs(mails.specs)
    where mails.specs is not null`;
}

/** Adds the jobs of mails that wait again. */
export async function addMailJobs(notificationIds: string[], tx: Transaction): Promise<void> {
  await tx.execute(
    addJobs(sql`(select unnest(${sql.param(notificationIds)}::uuid[]) as notification_id) again`),
  );
}

/** One mail about to be sent: to whom, and what about. */
export type OutgoingMail = NonNullable<Awaited<ReturnType<typeof beginSending>>>;

/**
 * Takes a waiting mail for sending, in a transaction of its own, so that whatever happens next it is known that it may have gone out.
 * Null when there is nothing to send: sent or decided otherwise, turned off meanwhile, or its member is gone.
 */
export function beginSending(notificationId: string) {
  return transaction(async (tx) => {
    const [found] = await tx
      .select({
        notificationId: mail.notificationId,
        attempt: sql<number>`${mail.attempts} + 1`,
        memberId: member.id,
        email: sql<string>`${member.email}`,
        locale: member.locale,
        kind: notification.kind,
        claimId: notification.claimId,
        statement: claim.statement,
        reason: notification.reason,
        detail: notification.detail,
        mailable,
      })
      .from(mail)
      .innerJoin(notification, eq(notification.id, mail.notificationId))
      .innerJoin(member, eq(member.id, notification.memberId))
      .leftJoin(claim, eq(claim.id, notification.claimId))
      .where(and(eq(mail.notificationId, notificationId), eq(mail.state, "waiting")))
      .for("update", { of: mail });
    if (!found) return null;
    const next = found.mailable
      ? { state: "sending" as const, attempts: found.attempt }
      : { state: "dropped" as const };
    await tx
      .update(mail)
      .set({ ...next, changedAt: sql`clock_timestamp()` })
      .where(eq(mail.notificationId, notificationId));
    return found.mailable ? found : null;
  });
}

/**
 * Writes down how an attempt ended. Says so as well of one that was given up for unknown because its worker seemed dead; but not of
 * one that has been decided or begun again since.
 */
export async function endSending(
  { notificationId, attempt }: Pick<OutgoingMail, "notificationId" | "attempt">,
  { state, error }: SendingEnd,
): Promise<void> {
  await database()
    .update(mail)
    .set({ state, lastError: error, changedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(mail.notificationId, notificationId),
        eq(mail.attempts, attempt),
        inArray(mail.state, ["sending", "unknown"]),
      ),
    );
}

/** Lets mails that wait for their next attempt try at once: the mail server answers again. */
export async function hurryMails(): Promise<void> {
  await database().execute(sql`
    select count(*) from (select array_agg(id) ids from graphile_worker.jobs
      where task_identifier = ${mailTask} and locked_at is null and run_at > now() and attempts < max_attempts) later,
    lateral graphile_worker.reschedule_jobs(later.ids, now())
    where later.ids is not null`);
}

/** Gives waiting mails whose job is gone or used up a new one; a minute's grace is for those being queued or sent right now. */
export async function requeueMails(): Promise<void> {
  await database().execute(sql`
    with queued as (
      select notification_id from ${mail}
      where ${mail.state} = 'waiting' and ${mail.changedAt} < now() - interval '1 minute' and not exists (
        select 1 from graphile_worker.jobs j where j.key = notification_id::text and j.attempts < j.max_attempts)
      limit 1000
    )
    ${addJobs(sql`queued`)}`);
}
