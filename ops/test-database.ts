import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrate } from "@/db/migrate";
import { type Cluster, clusterUrl, createCluster, startCluster, stopCluster } from "@/server/cluster";
import { serverAccount } from "@/server/postgres-account";
import { findBinaries } from "@/server/postgres-binaries";
import { isAlive } from "@/server/start-lock";

declare module "vitest" {
  interface ProvidedContext {
    /** The server the tests run on, and the migrated database each test file gets a copy of. */
    testDatabase: { server: string; template: string };
  }
}

const prefix = "hearsay-test-";

let cleanUp = async () => {};

/** Before all tests with a database: TEST_DATABASE_URL's server, or a throw-away cluster of our own. Never DATABASE_URL. */
export async function setup(project: TestProject): Promise<void> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ?? (await throwAwayCluster());
  const template = `hearsay_template_${process.pid}_${Date.now()}`;
  if (given)
    cleanUp = () => onServer(server, (sql) => sql`drop database if exists ${sql(template)} with (force)`);
  await onServer(server, (sql) => sql`create database ${sql(template)}`);
  await migrate(withDatabase(server, template));
  project.provide("testDatabase", { server, template });
}

export function teardown(): Promise<void> {
  return cleanUp();
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(server: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(server, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function throwAwayCluster(): Promise<string> {
  await removeAbandoned();
  const home = mkdtempSync(join(tmpdir(), prefix));
  writeFileSync(join(home, "owner"), String(process.pid));
  const cluster = await clusterIn(home);
  cleanUp = () => remove(cluster);
  // Nothing here outlives the tests, so nothing waits for the disk.
  await createCluster(cluster, {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    max_connections: "200",
  });
  await startCluster(cluster);
  return clusterUrl(home, "postgres");
}

async function clusterIn(home: string): Promise<Cluster> {
  const account = serverAccount(join(home, "data"));
  return { home, account, binaries: await findBinaries(account, home) };
}

async function remove(cluster: Cluster): Promise<void> {
  await stopCluster(cluster).catch(() => {});
  rmSync(cluster.home, { recursive: true, force: true });
}

/** Test runs that were killed leave their cluster running. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const home = join(tmpdir(), name);
    const owner = join(home, "owner");
    if (!existsSync(owner) || isAlive(Number(readFileSync(owner, "utf8")))) continue;
    await remove(await clusterIn(home));
  }
}
