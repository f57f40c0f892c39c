import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { dataOf } from "./cluster";
import { provideDatabase } from "./postgres";
import { isPostgresRunning } from "./postmaster";
import { isAlive } from "./start-lock";

// Processes start and end here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 90_000 });

const directory = mkdtempSync(join(tmpdir(), "hearsay-launcher-"));
const home = join(directory, "database");
const said: string[] = [];
const own = process.env.DATABASE_URL;
const start = () => provideDatabase({ directory, say: (line) => said.push(line) });

beforeAll(() => {
  delete process.env.DATABASE_URL;
  // The server may run as another account.
  chmodSync(directory, 0o755);
});

afterAll(async () => {
  if (isPostgresRunning(dataOf(home))) await (await start()).stop();
  process.env.DATABASE_URL = own;
  rmSync(directory, { recursive: true, force: true });
});

async function query<T extends object>(url: string, text: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe<T[]>(text);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function postmaster(): number {
  return Number(readFileSync(join(dataOf(home), "postmaster.pid"), "utf8").split("\n")[0]);
}

/** A process of its own that holds the database until it is told to end. */
async function startElsewhere(): Promise<{ child: ChildProcess; lines: string[] }> {
  const program = `import { provideDatabase } from ${JSON.stringify(join(import.meta.dirname, "postgres.ts"))};
    const say = (line) => console.log("say " + line);
    const held = await provideDatabase({ directory: ${JSON.stringify(directory)}, say });
    process.on("SIGTERM", () => held.stop().then(() => process.exit(0)));
    console.log("url " + held.url);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    child.once("exit", () => reject(new Error(`ended early: ${lines.join()}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      lines.push(...chunk.toString().trim().split("\n"));
      if (lines.some((line) => line.startsWith("url "))) resolve();
    });
  });
  return { child, lines };
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}

test("of two first starts at once one creates the database, the other says that it waits, and both use it", async () => {
  const [one, two] = await Promise.all([startElsewhere(), startElsewhere()]);
  const all = [...one.lines, ...two.lines].join("\n");
  expect(all.match(/Creating a PostgreSQL 18 database/g)).toHaveLength(1);
  expect(all.match(/waiting for it/g)).toHaveLength(1);
  expect(new Set(all.match(/^url .*/gm)).size).toBe(1);
  const server = postmaster();
  await end(one.child, "SIGTERM");
  expect(isAlive(server)).toBe(true);
  await end(two.child, "SIGTERM");
  expect(isPostgresRunning(dataOf(home))).toBe(false);
});

test("the database wants a password, keeps its promises to the disk, and checks its pages", async () => {
  const held = await start();
  const settings = await query<{ name: string; setting: string }>(
    held.url,
    "select name, setting from pg_settings where name in ('fsync', 'data_checksums', 'synchronous_commit', 'listen_addresses') order by name",
  );
  expect(settings.map(({ name, setting }) => `${name} ${setting}`)).toEqual([
    "data_checksums on",
    "fsync on",
    "listen_addresses 127.0.0.1",
    "synchronous_commit on",
  ]);
  const stranger = held.url.replace(/:[^:@/]+@/, ":wrong@");
  await expect(query(stranger, "select 1")).rejects.toThrow(/password authentication failed/);
  await held.stop();
});

test("after kill -9 of the application the server is reused, with every acknowledged row", async () => {
  const { child, lines } = await startElsewhere();
  const url = lines.find((line) => line.startsWith("url "))?.slice(4) ?? "";
  await query(url, "create table kept (n int); insert into kept select generate_series(1, 1000)");
  const server = postmaster();
  await end(child, "SIGKILL");
  const held = await start();
  expect(postmaster()).toBe(server);
  expect(await query(held.url, "select count(*)::int as n from kept")).toEqual([{ n: 1000 }]);
  await held.stop();
  expect(isPostgresRunning(dataOf(home))).toBe(false);
});

test("after kill -9 of the server it comes back at the same address, with every acknowledged row", async () => {
  const held = await start();
  await query(held.url, "insert into kept select generate_series(1, 500)");
  process.kill(postmaster(), "SIGKILL");
  await held.revive();
  expect(await query(held.url, "select count(*)::int as n from kept")).toEqual([{ n: 1500 }]);
  await held.stop();
});

test("a pid file left behind does not stop a start, even when its number now belongs to another program", async () => {
  for (const pid of [process.pid, 2 ** 22 - 2]) {
    writeFileSync(
      join(dataOf(home), "postmaster.pid"),
      `${pid}\n${dataOf(home)}\n1\n5432\n\n127.0.0.1\n1 1\n`,
    );
    chmodSync(join(dataOf(home), "postmaster.pid"), 0o644);
    const held = await start();
    expect(await query(held.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await held.stop();
  }
});

test("data of another major version are refused with the remedy and left untouched", async () => {
  const version = join(dataOf(home), "PG_VERSION");
  writeFileSync(version, "17\n");
  await expect(start()).rejects.toThrow(/made by PostgreSQL 17.*npm run export.*npm run import/);
  expect(readFileSync(version, "utf8")).toBe("17\n");
  writeFileSync(version, "18\n");
});

test("a place that may not be written to is named in one sentence", async () => {
  const file = join(directory, "a file");
  writeFileSync(file, "");
  const place = join(file, ".hearsay");
  await expect(provideDatabase({ directory: place, say: () => {} })).rejects.toThrow(
    `Hearsay keeps its database in ${place} and may not write there. Give this user the permission, or set DATABASE_URL.`,
  );
});
