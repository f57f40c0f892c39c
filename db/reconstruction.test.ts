import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database, transaction } from "./client";
import { seedDemo } from "./demo";
import { importFile } from "./exchange-file";
import { rebuildHistory } from "./reconstruction";
import { credibility } from "./schema/credibility";
import { lockAllSlots } from "./slot-locks";

beforeAll(async () => {
  await importFile(join(import.meta.dirname, "examples/rumors.json"));
  await seedDemo();
});

const rebuild = () =>
  transaction(async (tx) => {
    await lockAllSlots(tx);
    await rebuildHistory(tx);
  });

function listRows() {
  return database()
    .select({
      claimId: credibility.claimId,
      at: credibility.at,
      reconstructed: credibility.reconstructed,
      cause: credibility.cause,
      probability: credibility.probability,
      low: credibility.low,
      high: credibility.high,
      parts: credibility.parts,
      withoutSimulated: credibility.withoutSimulated,
    })
    .from(credibility)
    .orderBy(credibility.claimId, credibility.at, credibility.id);
}

async function count(query: ReturnType<typeof sql>): Promise<number> {
  const [row] = await database().execute<{ n: number }>(query);
  return row?.n ?? Number.NaN;
}

test("every claim of the example data has a number", async () => {
  expect(await count(sql`select count(*)::int as n from claim`)).toBeGreaterThan(600);
  expect(
    await count(
      sql`select count(*)::int as n from claim c where not exists (select 1 from credibility where claim_id = c.id)`,
    ),
  ).toBe(0);
});

test("to rebuild what would have been published gives the same rows", async () => {
  const before = await listRows();
  await rebuild();
  expect(await listRows()).toEqual(before);
});

test("all that is reconstructed is recorded at one instant", async () => {
  const rows = await database()
    .selectDistinct({ recordedAt: sql<string>`${credibility.recordedAt}::text` })
    .from(credibility)
    .where(eq(credibility.reconstructed, true));
  expect(rows).toHaveLength(1);
});
