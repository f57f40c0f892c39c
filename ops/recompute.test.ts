import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exportLines } from "@/db/exchange-2";
import { aClaim, aRating, aReport, aVerdict } from "@/db/test-data";

const folder = mkdtempSync(join(tmpdir(), "hearsay-recompute-"));

function run(...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  return new Promise((resolve) => {
    // No database: the file is all it needs.
    const { DATABASE_URL: _none, ...env } = process.env;
    execFile("npx", ["tsx", "ops/recompute.ts", ...args], { env }, (failure, out, err) =>
      resolve({ code: failure ? failure.code : 0, out, err }),
    );
  });
}

async function aRecord(name: string): Promise<{ path: string; text: string }> {
  const { id: claimId } = await aClaim();
  await aReport({ claimId });
  await aRating({ claimId });
  await aVerdict({ claimId });
  const parts: string[] = [];
  await exportLines((part) => {
    parts.push(part);
  });
  const path = join(folder, name);
  writeFileSync(path, parts.join(""));
  return { path, text: parts.join("") };
}

test("an untouched record computes again without a database, to the same file", {
  timeout: 60_000,
}, async () => {
  const { path, text } = await aRecord("record.jsonl");
  const again = join(folder, "again.jsonl");
  const { code, out } = await run(path, "--out", again);
  expect([code, out]).toEqual([0, expect.stringMatching(/^credibility: (\d+) of \1 the same$/m)]);
  expect(readFileSync(again, "utf8")).toBe(text);
});

test("a changed number fails the run and is shown beside the right one", { timeout: 60_000 }, async () => {
  const { path, text } = await aRecord("tampered.jsonl");
  writeFileSync(path, text.replace(/("type":"claim_score".*"baseRate":)[\d.]+/, "$10.4321"));
  const { code, out } = await run(path);
  expect([code, out]).toEqual([
    1,
    expect.stringContaining('published  {"type":"claim_score","baseRate":0.4321'),
  ]);
});

test("what is no record is refused in words", { timeout: 60_000 }, async () => {
  const path = join(folder, "rumors.json");
  writeFileSync(path, '{ "format": "hearsay/1" }\n');
  expect(await run(path)).toMatchObject({
    code: 1,
    err: expect.stringContaining("line 1 is no JSON object"),
  });
});

test("a reader who goes away early ends it quietly", { timeout: 60_000 }, async () => {
  const { path } = await aRecord("piped.jsonl");
  const child = spawn("npx", ["tsx", "ops/recompute.ts", path]);
  child.stdout.destroy();
  const said: string[] = [];
  child.stderr.on("data", (part) => said.push(String(part)));
  const [code] = await once(child, "close");
  expect([code, said.join("")]).toEqual([0, expect.not.stringContaining("EPIPE")]);
});
