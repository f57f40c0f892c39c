import "@/server/environment";
import { closeDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { Worker } from "@/jobs/worker";
import { originOf, readConfiguration } from "@/server/configuration";
import { provideDatabase } from "@/server/postgres";
import { provideSecret } from "@/server/secret";
import { stopOnSignal } from "@/server/shutdown";

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Does the queued jobs in a process of its own, with the settings of the server, which is told HEARSAY_WORKER=apart. */
async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const database = await provideDatabase({ say });
  process.env.DATABASE_URL = database.url;
  if (database.embedded) process.env.HEARSAY_EMBEDDED = "1";
  process.env.AUTH_SECRET = provideSecret(database.embedded);
  await migrate(database.url);
  const worker = new Worker({ url: database.url, origin: originOf(configuration) });
  stopOnSignal(async () => {
    await worker.stop();
    await closeDatabase();
    await database.stop();
  }, say);
  worker.start();
  say("The worker looks for jobs.");
}

main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.message : cause}\n`, () => process.exit(1));
});
