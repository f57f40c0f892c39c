import { statSync } from "node:fs";
import { closeDatabase } from "@/db/client";
import { importFile, UnreadableFile } from "@/db/exchange-file";
import { ExchangeRefused, type ImportProgress, type ImportResult, importedKinds } from "@/db/exchange-import";
import { BrokenJson } from "@/db/exchange-json";
import { migrate } from "@/db/migrate";
import { provideDatabase } from "@/server/postgres";

const mostProblems = 20;
/** Below this a list is written before anybody could read about it. */
const worthTelling = 2000;
const worthTellingBytes = 5_000_000;

const plural = new Intl.NumberFormat("en");

/** On a screen one moving line, in a log every tenth. */
function tell({ kind, done, total }: ImportProgress): void {
  if (total < worthTelling) return;
  const line = `${kind}: ${plural.format(done)} of ${plural.format(total)}`;
  if (process.stderr.isTTY) process.stderr.write(`\r${line}${done < total ? "" : "\n"}`);
  else if (done === total || done % (Math.ceil(total / 10_000) * 1000) === 0)
    process.stderr.write(`${line}\n`);
}

function summarize(path: string, { counts, notes }: ImportResult): string {
  const total = (what: "new" | "changed" | "same") =>
    importedKinds.reduce((sum, kind) => sum + counts[kind][what], 0);
  const parts = importedKinds
    .filter((kind) => counts[kind].new + counts[kind].changed > 0)
    .map(
      (kind) =>
        `${kind} ${counts[kind].new} new${counts[kind].changed ? `, ${counts[kind].changed} changed` : ""}`,
    );
  const lines = [
    `${path}: ${total("new")} new, ${total("changed")} changed, ${total("same")} already here.`,
    ...parts.map((part) => `  ${part}`),
    ...notes.map(({ path: at, reason }) => `  note: ${at}: ${reason}`),
  ];
  return lines.join("\n");
}

/** What a person is told about a file that was not taken in; null when the failure is not the file's. */
function explain(path: string, cause: unknown): string | null {
  if (cause instanceof UnreadableFile || cause instanceof BrokenJson) return `${path} ${cause.message}.`;
  if (!(cause instanceof ExchangeRefused)) return null;
  const shown = cause.problems
    .slice(0, mostProblems)
    .map((problem) => `${path}: ${problem.path}: ${problem.reason}`);
  const more = cause.problems.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : []), "Nothing was imported."].join("\n");
}

async function main(): Promise<number> {
  const [path, ...more] = process.argv.slice(2);
  if (!path || more.length > 0 || path.startsWith("-")) {
    console.error("Usage: npm run import -- file.json");
    return 2;
  }
  const provided = await provideDatabase();
  process.env.DATABASE_URL = provided.url;
  try {
    await migrate(provided.url);
    const started = performance.now();
    const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (bytes > worthTellingBytes)
      console.error(`Reading ${path} (${plural.format(Math.round(bytes / 1e6))} MB)`);
    const result = await importFile(path, { onProgress: tell });
    console.log(summarize(path, result));
    console.log(`Took ${((performance.now() - started) / 1000).toFixed(1)} s.`);
    return 0;
  } catch (cause) {
    const words = explain(path, cause);
    if (words === null) throw cause;
    console.error(words);
    return 1;
  } finally {
    await closeDatabase();
    await provided.stop();
  }
}

process.exitCode = await main().catch((cause) => {
  console.error(`The import failed: ${cause instanceof Error ? cause.message : cause}`);
  return 1;
});
