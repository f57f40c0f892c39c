import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeEach, expect, test } from "vitest";
import { database, transaction } from "./client";
import { openPresence, releaseDeadWorkers } from "./job-workers";
import { beginSending, endSending, hurryMails, requeueMails } from "./mails";
import { notify } from "./notifications";
import { mail, mailOptOut, notification } from "./schema/notifications";
import { aMember } from "./test-data";

const url = process.env.DATABASE_URL ?? "";
const verified = { emailVerified: new Date("2026-01-01T00:00:00Z") };

beforeEach(async () => {
  process.env.SMTP_URL = "smtp://127.0.0.1:1";
  await database().delete(notification);
  await database().execute(sql`delete from graphile_worker._private_jobs`);
});

function told(memberId: string, eventId: string) {
  return { memberId, kind: "claim_ruled" as const, eventId, detail: {} };
}

async function tell(memberIds: string[], eventId = v7()): Promise<void> {
  await transaction((tx) =>
    notify(
      memberIds.map((id) => told(id, eventId)),
      tx,
    ),
  );
}

const jobs = () =>
  database().execute<{ key: string; locked_by: string | null; attempts: number; due: boolean }>(
    sql`select key, locked_by, attempts, run_at <= now() as due from graphile_worker.jobs order by id`,
  );
const mails = () => database().select().from(mail);

/** What graphile-worker does when it hands a job to a worker. */
function lock(key: string, pool: string) {
  return database().execute(
    sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = ${pool}, attempts = attempts + 1 where key = ${key}`,
  );
}

test("the same event is told once: one notification, one mail, one job", async () => {
  const { id } = await aMember(verified);
  const event = v7();
  await tell([id], event);
  await tell([id], event);
  const [row, ...more] = await mails();
  expect([await database().$count(notification), row?.state, more]).toEqual([1, "waiting", []]);
  expect((await jobs()).map(({ key }) => key)).toEqual([row?.notificationId]);
});

test("a transaction that rolls back tells nobody and leaves no job", async () => {
  const { id } = await aMember(verified);
  const failing = transaction(async (tx) => {
    await notify([told(id, v7())], tx);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect([await database().$count(notification), await jobs()]).toEqual([0, []]);
});

test("mails go to verified, real members who want them; the app tells everybody", async () => {
  const wants = await aMember(verified);
  const unverified = await aMember();
  const simulated = await aMember({ ...verified, simulated: true });
  const noAddress = await aMember({ ...verified, email: null });
  const optedOut = await aMember(verified);
  const optedOutOfAll = await aMember(verified);
  await database()
    .insert(mailOptOut)
    .values([
      { memberId: optedOut.id, kind: "claim_ruled" },
      { memberId: optedOutOfAll.id, kind: "*" },
      { memberId: wants.id, kind: "edit_decided" },
    ]);
  const all = [wants, unverified, simulated, noAddress, optedOut, optedOutOfAll].map(({ id }) => id);
  await tell(all);
  const mailed = await database()
    .select({ memberId: notification.memberId })
    .from(mail)
    .innerJoin(notification, eq(notification.id, mail.notificationId));
  expect([await database().$count(notification), mailed]).toEqual([6, [{ memberId: wants.id }]]);
});

test("where mails go nowhere only the app tells", async () => {
  delete process.env.SMTP_URL;
  await tell([(await aMember(verified)).id]);
  expect([await database().$count(notification), await mails(), await jobs()]).toEqual([1, [], []]);
});

test("a thousand recipients are told in one call, each by a job", async () => {
  const members = await Promise.all(Array.from({ length: 40 }, () => aMember(verified)));
  const rows = Array.from({ length: 1000 }, (_, i) => told(members[i % 40]?.id ?? "", v7()));
  await transaction((tx) => notify(rows, tx));
  expect([(await mails()).length, (await jobs()).length]).toEqual([1000, 1000]);
});

async function waiting(more = {}) {
  const member = await aMember({ ...verified, ...more });
  await tell([member.id]);
  const [row] = await database()
    .select({ id: notification.id })
    .from(notification)
    .where(eq(notification.memberId, member.id));
  return { id: row?.id ?? "", member };
}

const stateOf = async (id: string) =>
  (await database().select().from(mail).where(eq(mail.notificationId, id)))[0];

test("a mail is begun by one of any number who try at once", async () => {
  const { id } = await waiting();
  const begun = await Promise.all(Array.from({ length: 8 }, () => beginSending(id)));
  expect(begun.filter((one) => one !== null)).toHaveLength(1);
  expect(await stateOf(id)).toMatchObject({ state: "sending", attempts: 1 });
});

test("who turned mails off since is not mailed, and a member who is gone leaves nothing", async () => {
  const { id, member } = await waiting();
  await database().insert(mailOptOut).values({ memberId: member.id, kind: "claim_ruled" });
  expect([await beginSending(id), (await stateOf(id))?.state]).toEqual([null, "dropped"]);
  const gone = await waiting();
  await database().delete(notification).where(eq(notification.memberId, gone.member.id));
  expect(await beginSending(gone.id)).toBe(null);
});

test("an attempt that was begun again since has no say any more", async () => {
  const { id } = await waiting();
  const first = await beginSending(id);
  if (!first) throw new Error("nothing begun");
  await endSending(first, { state: "waiting", error: "421 later" });
  await beginSending(id);
  await endSending(first, { state: "sent", error: null });
  expect(await stateOf(id)).toMatchObject({ state: "sending", attempts: 2 });
});

test("a dead worker's jobs are given back at once, and what it was sending is unknown; a living one keeps its own", async () => {
  const dead = await waiting();
  const untouched = await waiting();
  const living = await waiting();
  const presence = openPresence(url);
  await presence.announce("pool-living");
  await presence.announce("pool-living");
  await lock(dead.id, "pool-dead");
  await lock(untouched.id, "pool-dead");
  await lock(living.id, "pool-living");
  await beginSending(dead.id);
  await beginSending(living.id);
  expect(await releaseDeadWorkers()).toEqual({ workers: 1, unknown: 1 });
  expect((await jobs()).map((job) => job.locked_by)).toEqual([null, null, "pool-living"]);
  const states = await Promise.all([dead, untouched, living].map(({ id }) => stateOf(id)));
  expect(states.map((row) => row?.state)).toEqual(["unknown", "waiting", "sending"]);
  expect(await releaseDeadWorkers()).toEqual({ workers: 0, unknown: 0 });
  await presence.close();
  expect(await releaseDeadWorkers()).toEqual({ workers: 1, unknown: 1 });
});

test("a worker that only seemed dead may still say that the mail went out", async () => {
  const { id } = await waiting();
  await lock(id, "pool-cut-off");
  const begun = await beginSending(id);
  if (!begun) throw new Error("nothing begun");
  await releaseDeadWorkers();
  await endSending(begun, { state: "sent", error: null });
  expect((await stateOf(id))?.state).toBe("sent");
});

test("a waiting mail whose job is gone or used up gets a new one, and one that has its job keeps it", async () => {
  const gone = await waiting();
  const usedUp = await waiting();
  await waiting();
  await database().execute(sql`update mail set changed_at = now() - interval '2 minutes'`);
  await database().execute(sql`delete from graphile_worker._private_jobs where key = ${gone.id}`);
  await database().execute(
    sql`update graphile_worker._private_jobs set attempts = max_attempts where key = ${usedUp.id}`,
  );
  await requeueMails();
  const live = (await jobs()).filter(({ key }) => key !== null);
  expect([live.length, live.every(({ attempts }) => attempts === 0)]).toEqual([3, true]);
});

test("once the mail server answers, what waits for a later attempt is due at once", async () => {
  const { id } = await waiting();
  await database().execute(
    sql`update graphile_worker._private_jobs set run_at = now() + interval '6 hours' where key = ${id}`,
  );
  expect((await jobs())[0]?.due).toBe(false);
  await hurryMails();
  expect((await jobs())[0]?.due).toBe(true);
});
