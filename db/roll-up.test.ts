import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { database, transaction } from "./client";
import { refreshOpenClaims, updateRings } from "./roll-up";
import { credibility, raterRecord, raterRing } from "./schema/credibility";
import { lockSlots } from "./slot-locks";
import { aClaim, aDocument, aMember, anAttribute, aRating, aReport, aSource, aVerdict } from "./test-data";

const attributeId = (await anAttribute({ group: "rolled" })).id;
const leaker = await aSource({ kind: "leaker" });

/** On a phone of its own, said by the one leaker. */
async function aLeak() {
  const claim = await aClaim({ attributeId });
  const { id: documentId } = await aDocument({ sourceId: leaker.id });
  await aReport({ claimId: claim.id, documentId });
  return claim;
}

function rowsOf(claimId: string) {
  return database()
    .select()
    .from(credibility)
    .where(eq(credibility.claimId, claimId))
    .orderBy(asc(credibility.at), asc(credibility.id));
}

async function rollUp(): Promise<number> {
  let batches = 0;
  let after: string | null = null;
  do {
    const progress = await refreshOpenClaims(after);
    if (progress === "busy") throw new Error("nobody else should be at it");
    after = progress.after;
    batches += 1;
  } while (after);
  return batches;
}

test("what a verdict teaches about an origin reaches its other open claims, once", async () => {
  const [open, ...settled] = [await aLeak(), await aLeak(), await aLeak(), await aLeak()];
  const before = await rowsOf(open.id);
  for (const { id } of settled) await aVerdict({ claimId: id });
  expect(await rowsOf(open.id)).toEqual(before);
  await rollUp();
  const after = await rowsOf(open.id);
  expect(after).toHaveLength(before.length + 1);
  expect(after.at(-1)).toMatchObject({ cause: "records", reconstructed: false });
  expect(after.at(-1)?.parts.sources.named[0]?.record).toMatchObject({ hits: 3, n: 3 });
  expect(after.at(-1)?.probability).toBeGreaterThan(before.at(-1)?.probability ?? 1);
  await rollUp();
  expect(await rowsOf(open.id)).toEqual(after);
});

test("every open claim is looked at, in several batches, and no settled one", async () => {
  const claims = await Promise.all(Array.from({ length: 30 }, aLeak));
  const [last] = claims
    .map(({ id }) => id)
    .sort()
    .reverse();
  const [first] = claims;
  if (!first || !last) throw new Error("no claims");
  await aVerdict({ claimId: first.id, outcome: "refuted" });
  const settled = await rowsOf(first.id);
  const before = await rowsOf(last);
  expect(await rollUp()).toBeGreaterThan(1);
  expect(await rowsOf(first.id)).toEqual(settled);
  expect((await rowsOf(last)).length).toBe(before.length + (last === first.id ? 0 : 1));
});

test("two instances do not do the same work at once", async () => {
  const claim = await aLeak();
  let release = () => {};
  let hold = () => {};
  const held = new Promise<void>((resolve) => {
    hold = resolve;
  });
  const slow = transaction(async (tx) => {
    await lockSlots([claim.id], tx);
    hold();
    await new Promise<void>((resolve) => {
      release = resolve;
    });
  });
  await held;
  const both = [refreshOpenClaims(null), refreshOpenClaims(null)];
  const answer = await Promise.race(both);
  release();
  await Promise.all([slow, ...both]);
  expect(answer).toBe("busy");
});

test("accounts in lockstep share a ring from then on, and the moment is kept", async () => {
  const [one, other, honest] = [await aMember(), await aMember(), await aMember()];
  for (let index = 0; index < 6; index++) {
    const claim = await aClaim({ attributeId });
    const at = (minutes: number) => new Date(Date.now() - index * 86_400_000 - minutes * 60_000);
    await aRating({ claimId: claim.id, memberId: one.id, probability: 0.9, at: at(30) });
    await aRating({ claimId: claim.id, memberId: other.id, probability: 0.9, at: at(20) });
    await aRating({ claimId: claim.id, memberId: honest.id, probability: 0.4, at: at(10) });
  }
  await updateRings();
  const ringOf = async (id: string) =>
    (await database().select().from(raterRecord).where(eq(raterRecord.memberId, id)))[0]?.ring ?? null;
  const ring = await ringOf(one.id);
  expect([ring, await ringOf(other.id), await ringOf(honest.id)]).toEqual([ring, ring, null]);
  expect(ring).not.toBeNull();
  await updateRings();
  const kept = await database().select().from(raterRing).where(eq(raterRing.memberId, one.id));
  expect(kept).toMatchObject([{ memberId: one.id, ring }]);
});
