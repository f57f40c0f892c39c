import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { type Comparison, compareNumbers } from "@/rules/compared";
import { algorithmVersion } from "@/rules/credibility";
import { type ExchangeLine, lineText } from "@/rules/exchange-2";
import { recompute } from "@/rules/recompute";

const usage = "Usage: npm run recompute -- record.jsonl [--out recomputed.jsonl]";
const differencesShown = 5;

class UnreadableRecord extends Error {}

async function readRecord(path: string): Promise<ExchangeLine[]> {
  const lines: ExchangeLine[] = [];
  let number = 0;
  for await (const text of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1;
    if (text.trim() === "") continue;
    const line = parseLine(text);
    if (!line) throw new UnreadableRecord(`line ${number} is no JSON object with a type`);
    if (number === 1 && !(line.type === "header" && line.format === "hearsay/2"))
      throw new UnreadableRecord("line 1 is no header of a hearsay/2 file");
    lines.push(line);
  }
  if (lines.length === 0) throw new UnreadableRecord("the file is empty");
  return lines;
}

function parseLine(text: string): ExchangeLine | null {
  try {
    const line: unknown = JSON.parse(text);
    const typed =
      typeof line === "object" && line !== null && "type" in line && typeof line.type === "string";
    return typed ? (line as ExchangeLine) : null;
  } catch {
    return null;
  }
}

function tell({ type, equal, differences }: Comparison): void {
  const all = equal + differences.length;
  console.log(`${type}: ${equal} of ${all} the same`);
  for (const { key, published, recomputed } of differences.slice(0, differencesShown)) {
    console.log(`  ${key}`);
    console.log(`    published  ${published?.trimEnd() ?? "nothing"}`);
    console.log(`    recomputed ${recomputed?.trimEnd() ?? "nothing"}`);
  }
  if (differences.length > differencesShown)
    console.log(`  and ${differences.length - differencesShown} more`);
}

function warnOfOtherVersions(lines: ExchangeLine[]): void {
  const others = lines.filter((line) => line.type === "credibility" && line.algorithm !== algorithmVersion);
  if (others.length > 0)
    console.log(
      `${others.length} numbers are of another version of the algorithm and were not computed again.`,
    );
}

async function main(): Promise<number> {
  const asked = readArguments();
  if (!asked) {
    console.error(usage);
    return 2;
  }
  const lines = await readRecord(asked.path);
  const recomputed = recompute(lines);
  if (asked.out) await writeFile(asked.out, recomputed.map(lineText).join(""));
  const comparisons = compareNumbers(lines, recomputed);
  for (const one of comparisons) tell(one);
  warnOfOtherVersions(lines);
  return comparisons.every(({ differences }) => differences.length === 0) ? 0 : 1;
}

function readArguments(): { path: string; out: string | undefined } | null {
  try {
    const { values, positionals } = parseArgs({
      options: { out: { type: "string" } },
      allowPositionals: true,
    });
    const [path, ...more] = positionals;
    return path && more.length === 0 ? { path, out: values.out } : null;
  } catch {
    return null;
  }
}

// Whoever pipes this into head has seen enough; the exit code still tells how it came out.
process.stdout.on("error", (cause: NodeJS.ErrnoException) => {
  if (cause.code !== "EPIPE") throw cause;
});

process.exitCode = await main().catch((cause) => {
  console.error(`Cannot recompute: ${cause instanceof Error ? cause.message : cause}.`);
  return 1;
});
