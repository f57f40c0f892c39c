import { setTimeout as pause } from "node:timers/promises";
import { v7 } from "uuid";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { rawSql, transaction } from "@/db/client";
import { notify } from "@/db/notifications";
import { aMember } from "@/db/test-data";
import { startSink, startWorker } from "@/ops/mail-kills";
import { Worker } from "./worker";

const url = process.env.DATABASE_URL ?? "";
process.env.AUTH_SECRET = "a secret of forty characters for the tests";

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

let memberId = "";
let sink: Awaited<ReturnType<typeof startSink>>;
let workers: Worker[] = [];

beforeAll(async () => {
  memberId = (await aMember({ emailVerified: new Date() })).id;
});

beforeEach(async () => {
  sink = await startSink();
  process.env.SMTP_URL = sink.url;
});

afterEach(async () => {
  for (const worker of workers) await worker.stop();
  workers = [];
  await sink.stop();
  await rawSql()`delete from notification`;
  await rawSql()`delete from graphile_worker._private_jobs`;
});

function start(): Worker {
  const worker = new Worker({ url, origin: "http://localhost:3000" });
  worker.start();
  workers.push(worker);
  return worker;
}

async function queue(count: number): Promise<string[]> {
  const eventIds = Array.from({ length: count }, () => v7());
  const rows = eventIds.map((eventId) => ({ memberId, kind: "claim_ruled" as const, eventId, detail: {} }));
  await transaction((tx) => notify(rows, tx));
  const found = await rawSql()<
    { id: string }[]
  >`select id from notification where event_id = any(${eventIds})`;
  return found.map(({ id }) => id);
}

/** Waits for something to be so; says after how many seconds it was. */
async function secondsUntil(condition: () => Promise<boolean> | boolean): Promise<number> {
  const began = performance.now();
  while (!(await condition())) {
    if (performance.now() - began > 30_000) throw new Error("it did not come to be within 30 seconds");
    await pause(10);
  }
  return (performance.now() - began) / 1000;
}

const states = async () =>
  (await rawSql()<{ state: string }[]>`select state from mail order by state`).map(({ state }) => state);

/** As if a worker had taken the mail's job and died at once. */
function holdByTheDead(id: string) {
  return rawSql()`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'pool-of-the-dead' where key = ${id}`;
}

test("several workers share the queue: every mail goes out once", async () => {
  start();
  start();
  await queue(12);
  await secondsUntil(() => sink.received.size === 12);
  await secondsUntil(async () => (await states()).every((state) => state === "sent"));
  expect([...sink.received.values()]).toEqual(Array(12).fill(1));
});

test("a job held by a dead worker is done by the next that starts, and by one that runs already", async () => {
  const [first = ""] = await queue(1);
  await holdByTheDead(first);
  start();
  expect(await secondsUntil(() => sink.received.size === 1)).toBeLessThan(10);
  // Locked in the same transaction in which it appears, so that the running worker cannot take it first.
  await rawSql()`update mail set state = 'waiting' where notification_id = ${first}`;
  await rawSql().begin(async (tx) => {
    const spec = JSON.stringify({ id: first });
    await tx`select graphile_worker.add_job('mail', ${spec}::text::json, job_key => ${first})`;
    await tx`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'pool-of-the-dead' where key = ${first}`;
  });
  expect(await secondsUntil(() => sink.received.get(first) === 2)).toBeLessThan(10);
});

test("a worker that is killed while it sends leaves that mail unknown within seconds, seen by another", async () => {
  sink.hold();
  const [id] = await queue(1);
  const doomed = startWorker({ DATABASE_URL: url, SMTP_URL: sink.url });
  await secondsUntil(() => sink.held() === 1);
  start();
  await pause(3_500);
  expect(await states()).toEqual(["sending"]);
  doomed.kill("SIGKILL");
  expect(await secondsUntil(async () => (await states())[0] === "unknown")).toBeLessThan(10);
  sink.release();
  await pause(500);
  expect([id && sink.received.get(id), await states()]).toEqual([1, ["unknown"]]);
});

test("a worker that is asked to stop finishes the mail it is sending, and no other", async () => {
  sink.hold();
  const worker = start();
  await queue(2);
  await secondsUntil(() => sink.held() === 1);
  const stopped = worker.stop();
  workers = [];
  await pause(200);
  sink.release();
  await stopped;
  expect([await states(), sink.received.size]).toEqual([["sent", "waiting"], 1]);
});

test("connections that the database ends are made again, and a mail sent meanwhile counts as sent", async () => {
  sink.hold();
  start();
  await queue(3);
  await secondsUntil(() => sink.held() === 1);
  const [own] = await rawSql()<{ pid: number }[]>`select pg_backend_pid() as pid`;
  await rawSql()`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid not in (${own?.pid ?? 0}, pg_backend_pid())`;
  await pause(300);
  sink.release();
  await secondsUntil(async () => (await states()).every((state) => state === "sent"));
  expect([...sink.received.values()]).toEqual([1, 1, 1]);
});

test("what waited while no mail server answered goes out once it is back, without waiting for its pause", async () => {
  const { url: address } = sink;
  await sink.stop();
  start();
  const ids = await queue(3);
  await secondsUntil(
    async () => Number((await rawSql()`select min(attempts) as tries from mail`)[0]?.tries ?? 0) >= 1,
  );
  await rawSql()`update graphile_worker._private_jobs set run_at = now() + interval '6 hours'`;
  sink = await startSink(Number(new URL(address).port));
  await queue(1);
  await secondsUntil(() => sink.received.size === 4);
  await secondsUntil(async () => (await states()).every((state) => state === "sent"));
  expect(ids.map((id) => sink.received.get(id))).toEqual([1, 1, 1]);
});
