import "./environment";
import { join } from "node:path";
import { setAfterWrite } from "@/api/after-write";
import { closeDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { ensureHistory } from "@/db/reconstruction";
import { QueueFindings } from "@/jobs/queue-findings";
import { RollUp } from "@/jobs/roll-up";
import { Worker } from "@/jobs/worker";
import { Assets } from "./assets";
import { buildWhenNeeded } from "./build";
import { ChangeFollower } from "./changes";
import { type Configuration, originOf, readConfiguration } from "./configuration";
import { apiOrPages, dispatcher } from "./dispatch";
import { expectExamples, loadExamples } from "./examples";
import { securityHeaders } from "./headers";
import { listen, makeServer, refuseTakenPort, refuseUpgrade } from "./listen";
import { Live } from "./live";
import { Pages } from "./pages";
import { type ProvidedDatabase, provideDatabase } from "./postgres";
import { provideSecret } from "./secret";
import { closeServer, stopOnSignal } from "./shutdown";

const dev = process.env.NODE_ENV === "development";
const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  await refuseTakenPort(configuration.host, configuration.port);
  const database = await provideDatabase({ say, onCreate: expectExamples });
  try {
    await prepare(database);
    await serve(configuration, database);
  } catch (cause) {
    await closeDatabase();
    await database.stop();
    throw cause;
  }
}

async function prepare(database: ProvidedDatabase): Promise<void> {
  process.env.DATABASE_URL = database.url;
  if (database.embedded) process.env.HEARSAY_EMBEDDED = "1";
  else delete process.env.HEARSAY_EMBEDDED;
  process.env.AUTH_SECRET = provideSecret(database.embedded);
  process.env.AUTH_TRUST_HOST = "true";
  await migrate(database.url);
  await ensureHistory();
  if (database.home) await loadExamples(database.home, say);
  if (!dev) await buildWhenNeeded(say);
}

async function serve(configuration: Configuration, database: ProvidedDatabase): Promise<void> {
  const { host, port } = configuration;
  const next = await startNext(configuration);
  const security = securityHeaders(configuration.secure);
  const pages = new Pages({ handler: apiOrPages(next.handler), security, dev });
  const live = new Live();
  const rollUp = new RollUp();
  const findings = new QueueFindings();
  const worker = configuration.worker
    ? new Worker({ url: database.url, origin: originOf(configuration) })
    : null;
  const follower = new ChangeFollower({
    url: database.url,
    onChanges: (changes) => {
      const tags = changes.everything ? ["everything"] : changes.tags;
      pages.freshness.expire(tags);
      live.publish(tags);
      if (tags.includes("records") || changes.everything) rollUp.request();
    },
    onDown: async (cause) => {
      say(`The database does not answer (${cause instanceof Error ? cause.message : cause}); trying again.`);
      await database.revive().catch((again: Error) => say(again.message));
    },
  });
  setAfterWrite(() => follower.catchUp());
  const server = makeServer(
    dispatcher({
      pages,
      assets: dev ? null : new Assets(join(process.cwd(), ".next", "static"), security),
      live,
      next: next.handler,
      security,
      following: () => follower.isFollowing(),
      stopping: () => stopping(),
    }),
  );
  server.on("upgrade", dev ? next.upgrade : refuseUpgrade);
  const stopping = stopOnSignal(async () => {
    live.close();
    await closeServer(server);
    await follower.stop();
    await rollUp.stop();
    await findings.stop();
    await worker?.stop();
    await next.close();
    await closeDatabase();
    await database.stop();
  }, say);
  await follower.start();
  await listen(server, host, port);
  rollUp.request();
  findings.start();
  worker?.start();
  say(`Hearsay is at ${originOf(configuration)}`);
}

async function startNext({ host, port }: Configuration) {
  const { default: next } = await import("next");
  const app = next({ dev, hostname: host, port, dir: process.cwd() });
  await app.prepare();
  return {
    handler: app.getRequestHandler(),
    upgrade: app.getUpgradeHandler(),
    close: () => app.close(),
  };
}

main().catch((cause: unknown) => {
  // Not before the sentence is out: into a pipe it is written later.
  process.stderr.write(`${cause instanceof Error ? cause.message : cause}\n`, () => process.exit(1));
});
