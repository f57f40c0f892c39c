import type { ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endProcess, freePort, startProcess } from "@/ops/instance";
import { clusterUrl } from "@/server/cluster";
import { startMailServer } from "./mail";

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
    for (const child of running.reverse()) await endProcess(child);
    await mails.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const directory = join(folder, "site");
    const [port, mailPort] = [await freePort(), await freePort()];
    // Both could do the queued jobs; the second has SMTP, so it does them all.
    running.push(await start({ PORT: port, HEARSAY_DIRECTORY: directory, HEARSAY_WORKER: "apart" }));
    const database = clusterUrl(join(directory, "database"));
    const configured = {
      PORT: mailPort,
      APP_URL: `http://localhost:${mailPort}`,
      DATABASE_URL: database,
      SMTP_URL: mails.url,
      MAIL_FROM: "Hearsay <hearsay@example.org>",
      AUTH_SECRET: "a secret for this test run only, long enough",
    };
    running.push(await start(configured));
    Object.assign(process.env, {
      E2E_URL: `http://localhost:${port}`,
      E2E_MAIL_URL: configured.APP_URL,
      E2E_DATABASE_URL: database,
      E2E_MAILS: mails.folder,
    });
    return stop;
  } catch (cause) {
    await stop();
    throw cause;
  }
}

function start(settings: { PORT: string; [name: string]: string }): Promise<ChildProcess> {
  return startProcess({
    program: ["server/main.ts"],
    settings,
    url: `http://localhost:${settings.PORT}/api/health/ready`,
    log: join(import.meta.dirname, "..", "test-results", `server-${settings.PORT}.log`),
  });
}
