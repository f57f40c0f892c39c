import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database, transaction } from "./client";
import { seedDemo } from "./demo";
import { importFile } from "./exchange-file";
import { rebuildHistory } from "./reconstruction";
import { claimScore, credibility, sourceScore } from "./schema/credibility";
import { lockAllSlots } from "./slot-locks";

let scoresWithoutMembers: unknown;

beforeAll(async () => {
  await importFile(join(import.meta.dirname, "examples/rumors.json"));
  scoresWithoutMembers = await listScores();
  await seedDemo();
});

async function listScores() {
  const claims = await database().select().from(claimScore).orderBy(claimScore.claimId);
  const sources = await database()
    .select()
    .from(sourceScore)
    .orderBy(sourceScore.claimId, sourceScore.sourceId);
  return { claims, sources };
}

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

test("every claim that was confirmed, partly so or refuted has its scores", async () => {
  const settled = sql`select count(*)::int as n from claim c join verdict v on v.id = c.verdict_id where v.outcome <> 'unresolved'`;
  expect(await count(settled)).toBeGreaterThan(400);
  expect(await count(sql`${settled} and exists (select 1 from claim_score where claim_id = c.id)`)).toBe(
    await count(settled),
  );
  expect(await count(sql`select count(*)::int as n from source_score`)).toBeGreaterThan(100);
});

test("ratings of the example members are in no score of a claim", async () => {
  expect(await count(sql`select count(*)::int as n from rating_history`)).toBeGreaterThan(5000);
  expect(await count(sql`select sum(raters)::int as n from claim_score`)).toBe(0);
  expect(await listScores()).toEqual(scoresWithoutMembers);
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
