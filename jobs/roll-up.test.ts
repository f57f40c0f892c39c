import { and, eq } from "drizzle-orm";
import { afterEach, expect, test, vi } from "vitest";
import { database, rawSql } from "@/db/client";
import { credibility } from "@/db/schema/credibility";
import { aClaim, aDocument, aMember, anAttribute, aRating, aReport, aSource, aVerdict } from "@/db/test-data";
import { RollUp } from "./roll-up";

const attributeId = (await anAttribute({ group: "jobs" })).id;
const leaker = await aSource({ kind: "leaker" });

async function aLeak() {
  const claim = await aClaim({ attributeId });
  await aReport({ claimId: claim.id, documentId: (await aDocument({ sourceId: leaker.id })).id });
  return claim;
}

/** Two grown accounts that rate six claims alike; answers with one of the claims. */
async function aRing(): Promise<string> {
  const createdAt = new Date(Date.now() - 100 * 86_400_000);
  const members = [await aMember({ createdAt }), await aMember({ createdAt })];
  const claims = await Promise.all(Array.from({ length: 6 }, () => aClaim({ attributeId })));
  for (const { id: claimId } of claims)
    for (const { id } of members) await aRating({ claimId, memberId: id, probability: 0.9 });
  return claims[0]?.id ?? "";
}

const refreshed = (claimId: string) =>
  database().$count(credibility, and(eq(credibility.claimId, claimId), eq(credibility.cause, "records")));

let rollUp: RollUp | null = null;
afterEach(() => rollUp?.stop());

function start(): void {
  rollUp = new RollUp();
  rollUp.request(0);
}

test("a search for rings that fails does not keep open claims from learning of verdicts", async () => {
  await rawSql()`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no rings today'; end $$`;
  await rawSql()`create trigger refuse before insert on rater_ring for each row execute function refuse()`;
  await aRing();
  const open = await aLeak();
  await aVerdict({ claimId: (await aLeak()).id });
  start();
  await vi.waitFor(async () => expect(await refreshed(open.id)).toBe(1), { timeout: 5_000 });
  await rollUp?.stop();
  await rawSql()`drop trigger refuse on rater_ring`;
});

test("claims that a ring rated are looked at again once it is found", async () => {
  const rated = await aRing();
  start();
  await vi.waitFor(async () => expect(await refreshed(rated)).toBe(1), { timeout: 5_000 });
});
