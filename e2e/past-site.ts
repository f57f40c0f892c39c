import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import { endProcess, freePort, startProcess } from "@/ops/instance";
import { writeExamplesOf } from "./cut-examples";

export type PastSite = { url: string; sql: postgres.Sql; stop: () => Promise<void> };

const root = join(import.meta.dirname, "..");

/** A site of its own whose data ends with a day, so that what was settled later is still open. On the server of the journeys. */
export async function startPastSite(day: string): Promise<PastSite> {
  const server = process.env.E2E_DATABASE_URL ?? "";
  const name = `past_${randomUUID().replaceAll("-", "")}`;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin`create database ${admin(name)}`;
  const database = new URL(server);
  database.pathname = `/${name}`;
  await importExamples(day, database.href);
  const port = await freePort();
  const child = await startProcess({
    program: ["server/main.ts"],
    settings: {
      PORT: port,
      DATABASE_URL: database.href,
      AUTH_SECRET: "a secret for this test run only, long enough",
    },
    url: `http://localhost:${port}/api/health/ready`,
    log: join(root, "test-results", `server-${port}.log`),
  });
  const sql = postgres(database.href, { max: 2, onnotice: () => {} });
  const stop = async () => {
    await sql.end({ timeout: 5 });
    await endProcess(child);
    await admin`drop database ${admin(name)} with (force)`;
    await admin.end({ timeout: 5 });
  };
  return { url: `http://localhost:${port}`, sql, stop };
}

async function importExamples(day: string, url: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "hearsay-past-"));
  const file = join(folder, "rumors.json");
  writeExamplesOf(day, file);
  const env = { PATH: process.env.PATH, NODE_ENV: "production" as const, DATABASE_URL: url };
  await promisify(execFile)(process.execPath, ["--import", "tsx", "ops/import.ts", file], { cwd: root, env });
  rmSync(folder, { recursive: true });
}
