import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clusterUrl } from "@/server/cluster";
import { startMailServer } from "./mail";

const root = join(import.meta.dirname, "..");

/**
 * Starts what the journeys visit: a fresh installation as `npm start` makes it, with its example data, and a second
 * instance on the same database, set up as on a real server: with APP_URL and SMTP. Nothing of it outlives the run.
 */
export default async function startSites(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "hearsay-e2e-"));
  // The database server may run as another account, which has to get through.
  chmodSync(folder, 0o755);
  const mails = await startMailServer();
  const running: ChildProcess[] = [];
  const stop = async () => {
    for (const child of running.reverse()) await ended(child);
    await mails.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const directory = join(folder, "site");
    const [port, mailPort] = [await freePort(), await freePort()];
    running.push(await start(folder, { PORT: port, HEARSAY_DIRECTORY: directory }));
    const database = clusterUrl(join(directory, "database"));
    running.push(
      await start(folder, {
        PORT: mailPort,
        APP_URL: `http://localhost:${mailPort}`,
        DATABASE_URL: database,
        SMTP_URL: mails.url,
        MAIL_FROM: "Hearsay <hearsay@example.org>",
        AUTH_SECRET: "a secret for this test run only, long enough",
      }),
    );
    Object.assign(process.env, {
      E2E_URL: `http://localhost:${port}`,
      E2E_MAIL_URL: `http://localhost:${mailPort}`,
      E2E_DATABASE_URL: database,
      E2E_MAILS: mails.folder,
    });
    return stop;
  } catch (cause) {
    await stop();
    throw cause;
  }
}

async function start(folder: string, settings: Record<string, string>): Promise<ChildProcess> {
  const log = join(root, "test-results", `server-${settings.PORT}.log`);
  mkdirSync(join(root, "test-results"), { recursive: true });
  const child = spawn(process.execPath, ["--import", "tsx", "server/main.ts"], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: folder, NODE_ENV: "production", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const file = createWriteStream(log);
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  const deadline = Date.now() + 180_000;
  while (!(await isReady(`http://localhost:${settings.PORT}/api/health/ready`))) {
    if (child.exitCode === null && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    await ended(child);
    throw new Error(`Hearsay did not start:\n${readFileSync(log, "utf8").slice(-3000)}`);
  }
  return child;
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 20_000);
  await gone;
  clearTimeout(timer);
}

function freePort(): Promise<string> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(String(typeof address === "object" && address ? address.port : 0)));
    });
  });
}
