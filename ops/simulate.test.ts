import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

/** Rows of one attack: honest, attackers, then mean, 95 % and maximum of how far the published number moves. */
function rowsOf(output: string, attack: string): number[][] {
  const block = output.split("\n\n").find((part) => part.includes(`${attack}:`)) ?? "";
  return block
    .split("\n")
    .filter((line) => /^ +\d/.test(line))
    .map((line) => (line.split("|")[0] ?? "").trim().split(/ +/).map(Number));
}

test("neither newcomers nor slow puppets move what a crowd of known members says", async () => {
  const { stdout } = await promisify(execFile)("npx", [
    "tsx",
    "ops/simulate.ts",
    "--slots",
    "30",
    "--seed",
    "3",
  ]);
  for (const [attack, limit, fewest] of [
    ["Coordinated newcomers", 0.05, 3],
    ["Coordinated sleepers", 0.05, 14],
    ["Slow sock puppets", 0.1, 14],
  ] as const) {
    const rows = rowsOf(stdout, attack);
    expect(rows).toHaveLength(5);
    for (const [honest = 0, , mean = 1, , most = 1] of rows) {
      if (honest >= 7) expect(mean).toBeLessThan(0.05);
      if (honest >= fewest) expect(most).toBeLessThan(limit);
    }
  }
}, 60_000);
