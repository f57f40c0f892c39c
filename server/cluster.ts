import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import type { Account } from "./postgres-account";
import type { Binaries } from "./postgres-binaries";

const run = promisify(execFile);

/** A PostgreSQL data directory of our own: `home` holds data/, password, port and server.log. */
export type Cluster = { home: string; binaries: Binaries; account: Account };

export const postgresMajor = "18";
const superuser = "hearsay";

export function dataOf(home: string): string {
  return join(home, "data");
}

export function clusterUrl(home: string, database = "hearsay"): string {
  const password = readFileSync(join(home, "password"), "utf8");
  const port = readFileSync(join(home, "port"), "utf8");
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
}

/** Creates the data directory beside its final name, so that a start cut off half way leaves none. */
export async function createCluster(cluster: Cluster, settings: Record<string, string>): Promise<void> {
  const { home, binaries, account } = cluster;
  mkdirSync(home, { recursive: true, mode: 0o700 });
  giveTo(account, home);
  const password = randomBytes(24).toString("base64url");
  writePrivate(cluster, "password", password);
  const unfinished = mkdtempSync(join(home, "unfinished-"));
  giveTo(account, unfinished);
  const options = {
    "--pgdata": unfinished,
    "--username": superuser,
    "--pwfile": join(home, "password"),
    "--auth": "scram-sha-256",
    "--encoding": "UTF8",
    "--locale": "C",
    "--locale-provider": "icu",
    "--icu-locale": "und",
  };
  const args = Object.entries(options).flat();
  for (const [name, value] of Object.entries(settings)) args.push("-c", `${name}=${value}`);
  try {
    await run(binaries.initdb, args, { ...account, cwd: home });
    renameSync(unfinished, dataOf(home));
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`The database in ${home} could not be created: ${lastLine(cause)}`, { cause });
  }
}

/**
 * Starts the server and makes sure of the database `hearsay`. It comes back on the port it had; only a first or fresh start
 * (`keepPort` not set) may move to another one when that is taken, because whoever is connected knows the old address.
 */
export async function startCluster(cluster: Cluster, { keepPort = false } = {}): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const port = await choosePort(cluster.home, keepPort);
    writePrivate(cluster, "port", String(port));
    writePrivate(cluster, "server.log", "");
    try {
      await control(cluster, [
        "start",
        "--silent",
        "--wait",
        "--log",
        logOf(cluster.home),
        "-o",
        `-p ${port}`,
      ]);
      return await ensureDatabase(cluster.home);
    } catch (cause) {
      // After kill -9 the server's children hold its shared memory for a moment, and a free port may be taken meanwhile.
      if (Date.now() > deadline || !mayPass(cluster.home)) throw startFailure(cluster.home, cause);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

export async function stopCluster(cluster: Cluster): Promise<void> {
  await control(cluster, ["stop", "--silent", "--wait", "--mode", "fast", "--timeout", "60"]);
}

/** Whether the server answers with our password. */
export async function answers(home: string): Promise<boolean> {
  const sql = postgres(clusterUrl(home, "postgres"), { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Runs pg_ctl in a process group of its own: Ctrl-C stops the app, and the app then stops the database in order. */
function control(cluster: Cluster, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(cluster.binaries.control, ["--pgdata", dataOf(cluster.home), ...args], {
      ...cluster.account,
      cwd: cluster.home,
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(said.trim() || `pg_ctl ended with ${code}`)),
    );
  });
}

async function ensureDatabase(home: string): Promise<void> {
  const sql = postgres(clusterUrl(home, "postgres"), { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const [found] = await sql`select 1 from pg_database where datname = 'hearsay'`;
    if (!found) await sql`create database hearsay`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

export function giveTo(account: Account, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}

function writePrivate(cluster: Cluster, name: string, text: string): void {
  const path = join(cluster.home, name);
  writeFileSync(path, text, { mode: 0o600 });
  chmodSync(path, 0o600);
  giveTo(cluster.account, path);
}

function logOf(home: string): string {
  return join(home, "server.log");
}

function knownPort(home: string): number {
  const path = join(home, "port");
  return existsSync(path) ? Number(readFileSync(path, "utf8")) : 0;
}

/** After kill -9 what is left of a server holds its port for a moment longer. */
async function choosePort(home: string, keep: boolean): Promise<number> {
  const known = knownPort(home);
  const deadline = Date.now() + (keep ? 20_000 : 2_000);
  while (known && Date.now() < deadline) {
    const port = await freePort(known).catch(() => null);
    if (port !== null) return port;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (known && keep)
    throw new Error(
      `Port ${known}, where the database of Hearsay was, is taken by another program. Stop Hearsay and start it again.`,
    );
  return freePort(0);
}

/** `wanted`, or for 0 one that the system picks; refused when somebody listens there. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(wanted, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : wanted));
    });
  });
}

const passing = [/pre-existing shared memory block/, /could not bind/, /Address already in use/];

function mayPass(home: string): boolean {
  const log = lastLog(home);
  return passing.some((pattern) => pattern.test(log));
}

function lastLog(home: string): string {
  return existsSync(logOf(home)) ? readFileSync(logOf(home), "utf8").slice(-1500) : "";
}

function startFailure(home: string, cause: unknown): Error {
  const fatal =
    lastLog(home)
      .match(/(?:FATAL|PANIC): .*/g)
      ?.at(-1) ?? lastLine(cause);
  return new Error(`The database in ${home} did not start: ${fatal} More is in ${logOf(home)}.`, { cause });
}

function lastLine(cause: unknown): string {
  const text =
    cause instanceof Error && "stderr" in cause && cause.stderr ? String(cause.stderr) : String(cause);
  return text.trim().split("\n").at(-1) ?? "";
}
