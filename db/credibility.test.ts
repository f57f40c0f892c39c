import { asc, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { RatingEvidence } from "@/rules/credibility";
import { everything, publishSlot, ratingsBefore } from "@/rules/slot-history";
import type { VerdictDraft } from "@/rules/verdicts";
import { findClaimPage } from "./claims";
import { database, transaction } from "./client";
import { loadNewest, refreshSlots } from "./credibility";
import { loadSlots } from "./credibility-evidence";
import { saveRating } from "./ratings";
import { credibility } from "./schema/credibility";
import { loadTrackRecords } from "./settled-records";
import { lockAllSlots, lockSlots } from "./slot-locks";
import { aClaim, aDevice, aDocument, aMember, anAttribute, aRating, aReport, aSource } from "./test-data";
import { ruleOnClaim } from "./verdicts";

async function viewerOf(role: "member" | "moderator" = "member", more: { simulated?: boolean } = {}) {
  const { id, handle, locale, simulated } = await aMember({ role, ...more });
  return { id, handle, locale, simulated, role, suspended: false };
}

/** 67 W by a leaker beside 120 W, for a phone of their own. */
async function aSlot() {
  const place = { deviceId: (await aDevice()).id, attributeId: (await anAttribute()).id };
  const claim = await aClaim(place);
  const rival = await aClaim({ ...place, value: { number: 120, unit: "W" }, valueKey: "120" });
  const leaker = await aSource({ kind: "leaker" });
  await aReport({ claimId: claim.id, documentId: (await aDocument({ sourceId: leaker.id })).id });
  return { claim, rival };
}

function rowsOf(claimId: string) {
  return database()
    .select()
    .from(credibility)
    .where(eq(credibility.claimId, claimId))
    .orderBy(asc(credibility.at), asc(credibility.id));
}

async function newestOf(claimId: string) {
  return (await loadNewest([claimId], database())).get(claimId);
}

async function rule(claimId: string, more: Partial<VerdictDraft> = {}) {
  const documentId = (await aDocument({ kind: "press_release", published: "2022-07-04" })).id;
  return ruleOnClaim(await viewerOf("moderator"), claimId, {
    ...{
      outcome: "confirmed",
      basis: "official",
      qualifier: null,
      documentId,
      note: null,
      supersedesId: null,
    },
    ...{ passage: "67 W wired charging", knownAt: new Date("2022-07-04T00:00:00Z") },
    ...more,
  });
}

/** What the rule says of a slot now, computed from the tables alone. */
async function recompute(claimId: string, ratedUntil?: Date) {
  const [slot] = await loadSlots({ claimIds: [claimId] }, { everyRating: true }, database());
  if (!slot) throw new Error("no slot");
  const records = await loadTrackRecords([slot], database());
  const until = ratedUntil ? { ...everything, before: ratedUntil } : everything;
  return publishSlot(slot, until, records);
}

test("a rating is answered with the newest stored number of the claim and its rivals", async () => {
  const { claim, rival } = await aSlot();
  const answer = await saveRating(await viewerOf(), claim.id, 0.9);
  expect(Object.keys(answer.credibilities).sort()).toEqual([claim.id, rival.id].sort());
  for (const { id } of [claim, rival]) {
    expect(answer.credibilities[id]).toEqual((await newestOf(id))?.credibility);
    expect((await findClaimPage(id))?.claim.credibility).toEqual(answer.credibilities[id]);
  }
  expect(answer.credibilities).toMatchObject(
    Object.fromEntries([...(await recompute(claim.id))].map(([id, one]) => [id, one.credibility])),
  );
});

test("what changed is one more row with its cause, and what did not change is none", async () => {
  const { claim, rival } = await aSlot();
  const before = [(await rowsOf(claim.id)).length, (await rowsOf(rival.id)).length];
  const rater = await viewerOf();
  for (const probability of [0.8, 0.8, 0.8]) await saveRating(rater, claim.id, probability);
  await transaction((tx) => refreshSlots([claim.id, rival.id], "records", tx));
  const after = [await rowsOf(claim.id), await rowsOf(rival.id)];
  expect(after.map((rows) => rows.length)).toEqual(before.map((n) => n + 1));
  for (const rows of after) {
    const newest = rows.at(-1);
    expect(newest).toMatchObject({ cause: "rating", reconstructed: false, withoutSimulated: null });
    expect(newest?.at).toEqual(newest?.recordedAt);
  }
});

test("a published number is never changed or removed", async () => {
  const { claim } = await aSlot();
  const refused = { cause: { constraint_name: "append_only" } };
  const db = database();
  await expect(
    db.update(credibility).set({ probability: 0.5 }).where(eq(credibility.claimId, claim.id)),
  ).rejects.toMatchObject(refused);
  await expect(db.delete(credibility).where(eq(credibility.claimId, claim.id))).rejects.toMatchObject(
    refused,
  );
});

test("twenty members who rate rivals at once leave the numbers of all their ratings, and every number on the way is that of the ratings by then", async () => {
  const { claim, rival } = await aSlot();
  const raters = await Promise.all(Array.from({ length: 20 }, () => viewerOf()));
  await Promise.all(
    raters.map((rater, index) => saveRating(rater, index % 2 ? claim.id : rival.id, 0.3 + 0.03 * index)),
  );
  const final = await recompute(claim.id);
  for (const { id } of [claim, rival]) expect(await newestOf(id)).toEqual(final.get(id));
  const rated = (await rowsOf(claim.id)).filter((row) => row.cause === "rating");
  // Its own ratings always show; one of a rival only where it moves the fourth decimal.
  expect(rated.length).toBeGreaterThanOrEqual(10);
  for (const { at, probability, low, high, parts } of rated) {
    // Dates of JavaScript end at the millisecond in which the row was written.
    const then = await recompute(claim.id, new Date(at.getTime() + 1));
    expect(then.get(claim.id)?.credibility).toEqual({ probability, low, high, parts });
  }
});

test("a settled claim keeps the number from before the fact, whatever happens to its rivals", async () => {
  const { claim, rival } = await aSlot();
  const at = new Date("2022-06-01T00:00:00Z");
  await aRating({ claimId: claim.id, probability: 0.9, at });
  const believed = (await newestOf(claim.id))?.credibility;
  await aRating({ claimId: claim.id, probability: 0.02, at: new Date("2022-07-04T09:00:00Z") });
  expect((await newestOf(claim.id))?.credibility).not.toEqual(believed);
  await rule(claim.id);
  const frozen = await rowsOf(claim.id);
  expect((await newestOf(claim.id))?.credibility).toEqual(believed);
  await saveRating(await viewerOf(), rival.id, 0.95);
  const late = await aDocument({ sourceId: (await aSource({ kind: "leaker" })).id, published: "2022-05-02" });
  await aReport({ claimId: claim.id, documentId: late.id, stance: "contradicts" });
  expect(await rowsOf(claim.id)).toEqual(frozen);
});

test("an accepted report moves the number of its claim", async () => {
  const { claim } = await aSlot();
  const before = await newestOf(claim.id);
  const leaker = await aSource({ kind: "leaker" });
  await aReport({ claimId: claim.id, documentId: (await aDocument({ sourceId: leaker.id })).id });
  const after = await newestOf(claim.id);
  expect(after?.credibility.parts.sources.origins).toBe(2);
  expect(after?.credibility.probability).toBeGreaterThan(before?.credibility.probability ?? 1);
});

test("beside a number that simulated members moved stands the one without them", async () => {
  const { claim } = await aSlot();
  const plain = await newestOf(claim.id);
  await saveRating(await viewerOf("member", { simulated: true }), claim.id, 0.97);
  const moved = await newestOf(claim.id);
  expect(moved?.credibility.parts.crowd).toMatchObject({ raters: 1, simulated: 1 });
  expect(moved?.withoutSimulated).toEqual(plain?.credibility);
});

test("a verdict of a simulated moderator settles what is shown and not what is scored", async () => {
  const { claim } = await aSlot();
  const plain = await newestOf(claim.id);
  const documentId = (await aDocument({ kind: "press_release", published: "2022-07-04" })).id;
  await ruleOnClaim(await viewerOf("moderator", { simulated: true }), claim.id, {
    ...{ outcome: "refuted", basis: "official", qualifier: null, documentId, note: null, supersedesId: null },
    ...{ passage: "120 W wired charging", knownAt: new Date("2022-07-04T00:00:00Z") },
  });
  const scored = await database().execute(sql`select 1 from claim_score where claim_id = ${claim.id}`);
  expect(scored).toHaveLength(0);
  const shown = await newestOf(claim.id);
  expect(shown?.withoutSimulated ?? shown?.credibility).toEqual(plain?.credibility);
});

test("where a member rated twice the last rating counts, in whatever order they are read", () => {
  const rating = (probability: number, at: string): RatingEvidence => ({
    ...{ rater: "a", probability, at: new Date(at) },
    ...{ joinedAt: new Date("2020-01-01T00:00:00Z"), simulated: false },
  });
  const both = [rating(0.2, "2022-05-01T00:00:00Z"), rating(0.7, "2022-05-02T00:00:00Z")];
  const before = new Date("2022-06-01T00:00:00Z");
  expect(ratingsBefore(both, before)).toEqual([both[1]]);
  expect(ratingsBefore([...both].reverse(), before)).toEqual([both[1]]);
  expect(ratingsBefore(both, new Date("2022-05-02T00:00:00Z"))).toEqual([both[0]]);
});

test("who waits too long for an import is told to come back, and nothing is saved", async () => {
  const { claim } = await aSlot();
  const rater = await viewerOf();
  await transaction(async (importing) => {
    await lockAllSlots(importing);
    const waiting = transaction(async (tx) => {
      await tx.execute(sql`set local lock_timeout = '50ms'`);
      await lockSlots([claim.id], tx);
    });
    await expect(waiting).rejects.toMatchObject({ reason: "busy", retryAfterSeconds: 30 });
  });
  await saveRating(rater, claim.id, 0.6);
});
