import postgres from "postgres";
import { afterEach, expect, inject, test, vi } from "vitest";
import type { Changes } from "@/db/changes";
import { ChangeFollower } from "./changes";

const url = process.env.DATABASE_URL ?? "";
const sql = postgres(url, { max: 4, onnotice: () => {} });
const told: string[] = [];
const followers: ChangeFollower[] = [];

async function follow(everyMs = 20): Promise<ChangeFollower> {
  const follower = new ChangeFollower({
    url,
    everyMs,
    onChanges: (changes: Changes) => told.push(...(changes.everything ? ["everything"] : changes.tags)),
    onDown: async () => {},
  });
  followers.push(follower);
  await follower.start();
  return follower;
}

const note = (tag: string, on: postgres.Sql | postgres.TransactionSql = sql) =>
  on`insert into change (tag) values (${tag})`;

afterEach(async () => {
  for (const follower of followers.splice(0)) await follower.stop();
  told.length = 0;
});

test("a start forgets everything, because nobody knows what was missed", async () => {
  await follow();
  expect(told).toEqual(["everything"]);
});

test("a change by plain SQL is told by itself, once", async () => {
  await follow();
  await note("home");
  await vi.waitFor(() => expect(told).toContain("home"), 5000);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(told.filter((tag) => tag === "home")).toHaveLength(1);
});

test("whoever catches up after a commit has been told of it", async () => {
  const follower = await follow(60_000);
  for (const tag of ["one", "two", "three"]) {
    const pending = follower.catchUp();
    await note(tag);
    await Promise.all([follower.catchUp(), follower.catchUp(), pending]);
    expect(told).toContain(tag);
  }
});

test("a transaction that commits after younger ones is not missed", async () => {
  const follower = await follow(60_000);
  let commit = () => {};
  const slow = sql.begin(async (tx) => {
    await note("slow", tx);
    await new Promise<void>((resolve) => {
      commit = resolve;
    });
  });
  await vi.waitFor(async () =>
    expect(
      await sql`select 1 from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`,
    ).toHaveLength(1),
  );
  await note("quick");
  await follower.catchUp();
  expect(told).toContain("quick");
  expect(told).not.toContain("slow");
  commit();
  await slow;
  await follower.catchUp();
  expect(told).toContain("slow");
});

test("a cut connection misses nothing", async () => {
  const follower = await follow(60_000);
  told.length = 0;
  await note("before the cut");
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'hearsay-changes' and datname = current_database()`;
  await note("after the cut");
  await vi.waitFor(async () => {
    await follower.catchUp();
    // A reading that failed at the cut tells everything, which includes both.
    const all = told.lastIndexOf("everything") >= 0;
    expect(all || (told.includes("before the cut") && told.includes("after the cut"))).toBe(true);
  }, 5000);
});

test("while the database is away everything is forgotten, and afterwards the follower goes on by itself", async () => {
  const follower = await follow();
  const admin = postgres(inject("testDatabase").server, { max: 1, onnotice: () => {} });
  const name = new URL(url).pathname.slice(1);
  try {
    await admin`alter database ${admin(name)} allow_connections false`;
    told.length = 0;
    await admin`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'hearsay-changes' and datname = ${name}`;
    await vi.waitFor(() => expect(told).toContain("everything"), 5000);
    expect(follower.isFollowing()).toBe(false);
  } finally {
    await admin`alter database ${admin(name)} allow_connections true`;
    await admin.end();
  }
  await vi.waitFor(() => expect(follower.isFollowing()).toBe(true), 5000);
  await note("later");
  await vi.waitFor(() => expect(told).toContain("later"), 5000);
});
