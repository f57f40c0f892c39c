import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "hearsay-import-"));

function run(
  ...args: string[]
): Promise<{ code: number | string | null | undefined; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile("npx", ["tsx", "ops/import.ts", ...args], { env: process.env }, (failure, out, err) => {
      resolve({ code: failure ? failure.code : 0, out, err });
    });
  });
}

test("a file cut off half way gets one clear line and a failing exit", async () => {
  const path = join(folder, "cut.json");
  writeFileSync(path, '{\n "format": "hearsay/1",\n "brands": [');
  const { code, out, err } = await run(path);
  expect([code, out]).toEqual([1, ""]);
  expect(err.split("\n").filter((line) => line.startsWith(path))).toEqual([
    `${path} is not valid JSON: it ends where a value or "]" should follow at line 3, column 13.`,
  ]);
});

test("a file is imported, and the second time nothing is new", { timeout: 60_000 }, async () => {
  const path = join(folder, "brand.json");
  const lists = { attributes: [], sources: [], documents: [], devices: [], claims: [] };
  const brands = [{ slug: "acme", name: "Acme", country: "DE" }];
  writeFileSync(path, JSON.stringify({ format: "hearsay/1", brands, ...lists }));
  expect(await run(path)).toMatchObject({ code: 0 });
  const again = await run(path);
  expect(again.out).toContain(`${path}: 0 new, 0 changed, 1 already here.`);
});
