import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { closeDatabase } from "@/db/client";
import { exchangeText, exportExchange } from "@/db/exchange-export";
import { migrate } from "@/db/migrate";
import { provideDatabase } from "@/server/postgres";

/** Beside its final name first: an export cut off half way replaces no good one. */
async function writeWhole(path: string, text: Iterable<string>): Promise<void> {
  const unfinished = `${path}.${process.pid}.part`;
  try {
    await pipeline(Readable.from(text), createWriteStream(unfinished, { flags: "wx" }));
    await rename(unfinished, path);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw cause;
  }
}

async function main(): Promise<number> {
  const [path, ...more] = process.argv.slice(2);
  if (more.length > 0 || path?.startsWith("-")) {
    console.error("Usage: npm run export [-- file.json]");
    return 2;
  }
  const provided = await provideDatabase();
  process.env.DATABASE_URL = provided.url;
  try {
    await migrate(provided.url);
    const file = await exportExchange();
    if (path) await writeWhole(path, exchangeText(file));
    else await pipeline(Readable.from(exchangeText(file)), process.stdout, { end: false });
    console.error(
      `Exported ${file.devices.length} devices, ${file.claims.length} claims, ${file.documents.length} documents.`,
    );
    return 0;
  } finally {
    await closeDatabase();
    await provided.stop();
  }
}

process.exitCode = await main().catch((cause) => {
  console.error(`The export failed: ${cause instanceof Error ? cause.message : cause}`);
  return 1;
});
