import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { parseArgs } from "node:util";
import { closeDatabase } from "@/db/client";
import { exportLines, type Sink } from "@/db/exchange-2";
import { exchangeText, exportExchange } from "@/db/exchange-export";
import { migrate } from "@/db/migrate";
import { provideDatabase } from "@/server/postgres";

const usage = "Usage: npm run export -- [--format hearsay/1|hearsay/2] [file]";

type Work = (write: Sink) => Promise<string>;

const formats: Record<string, Work> = {
  "hearsay/1": async (write) => {
    const file = await exportExchange();
    for (const part of exchangeText(file)) await write(part);
    return `${file.devices.length} devices, ${file.claims.length} claims, ${file.documents.length} documents`;
  },
  "hearsay/2": async (write) => {
    const counts = await exportLines(write);
    return [...counts].map(([type, count]) => `${count} ${type}`).join(", ");
  },
};

/** Writes to a stream no faster than it takes it. */
function sinkInto(stream: NodeJS.WritableStream): Sink {
  return (text) =>
    new Promise((resolve, reject) =>
      stream.write(text, (problem) => (problem ? reject(problem) : resolve())),
    );
}

/** Beside its final name first: an export cut off half way replaces no good one. */
async function writeWhole(path: string, work: Work): Promise<string> {
  const unfinished = `${path}.${process.pid}.part`;
  const stream = createWriteStream(unfinished, { flags: "wx" });
  try {
    const summary = await work(sinkInto(stream));
    await finished(stream.end());
    await rename(unfinished, path);
    return summary;
  } catch (cause) {
    stream.destroy();
    await rm(unfinished, { force: true });
    throw cause;
  }
}

function readArguments(): { path: string | undefined; work: Work } | null {
  try {
    const { values, positionals } = parseArgs({
      options: { format: { type: "string", default: "hearsay/1" } },
      allowPositionals: true,
    });
    const work = formats[values.format];
    return work && positionals.length <= 1 ? { path: positionals[0], work } : null;
  } catch {
    return null;
  }
}

async function main(): Promise<number> {
  const asked = readArguments();
  if (!asked) {
    console.error(usage);
    return 2;
  }
  const provided = await provideDatabase();
  process.env.DATABASE_URL = provided.url;
  try {
    await migrate(provided.url);
    const { path, work } = asked;
    const summary = path ? await writeWhole(path, work) : await work(sinkInto(process.stdout));
    console.error(`Exported ${summary}.`);
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
