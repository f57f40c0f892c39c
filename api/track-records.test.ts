import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database, transaction } from "@/db/client";
import { claimScore, raterScore, sourceScore } from "@/db/schema/credibility";
import { aClaim, aMember, aRating, aSource, aVerdict } from "@/db/test-data";
import { get } from "./test-client";

const knownAt = new Date("2022-07-04T00:00:00Z");

async function aSettledClaim() {
  const claim = await aClaim();
  const verdict = await aVerdict({ claimId: claim.id, knownAt });
  return { claimId: claim.id, verdictId: verdict.id };
}

test("a source is shown with its record: tally, interval, groups and every settled claim", async () => {
  const source = await aSource({ kind: "leaker" });
  const { claimId } = await aSettledClaim();
  const score = { group: "camera", knownAt, said: "2022-05-05", leadDays: 60, hit: true, verified: true };
  await database()
    .insert(sourceScore)
    .values({ claimId, sourceId: source.id, surprise: 1.5, ...score });
  const { status, body } = await get(null, `/api/v1/sources/${source.slug}`);
  expect(status).toBe(200);
  expect(body.record).toMatchObject({
    overall: { hits: 1, n: 1, leadDays: 60, surprise: 1.5, share: { mean: expect.closeTo(6 / 11) } },
    rank: null,
    groups: [{ group: "camera", hits: 1, n: 1 }],
    settled: [{ claimId, outcome: "confirmed", hit: true, hedge: null }],
    relays: null,
  });
});

test("a source without a settled claim has an empty record", async () => {
  const { body } = await get(null, `/api/v1/sources/${(await aSource()).slug}`);
  expect(body.record).toEqual({ overall: null, rank: null, groups: [], settled: [], relays: null });
});

test("the calibration of Hearsay itself is public and cacheable", async () => {
  const { claimId, verdictId } = await aSettledClaim();
  const score = { group: "camera", knownAt, hit: true, probability: 0.8, baseRate: 0.5, raters: 0 };
  await database()
    .insert(claimScore)
    .values({ claimId, verdictId, ...score })
    .onConflictDoUpdate({ target: claimScore.claimId, set: score });
  const { body, headers } = await get(null, "/api/v1/calibration");
  expect(headers.get("cache-control")).toContain("s-maxage=1");
  expect(body).toMatchObject({ algorithm: expect.any(Number), brier: { brier: expect.any(Number) } });
  expect(body.scored).toBeGreaterThan(0);
});

test("a member's record holds settled ratings and no open one", async () => {
  const person = await aMember();
  const { claimId } = await aSettledClaim();
  await aRating({ memberId: person.id, claimId: (await aClaim()).id });
  const score = { knownAt, hit: true, probability: 0.8, brier: 0.04, logScore: Math.log(0.8) };
  await database()
    .insert(raterScore)
    .values({ claimId, memberId: person.id, ...score, coverage: 1, skillMicro: 0 });
  const { body } = await get(null, `/api/v1/members/${person.handle}/record`);
  expect(body).toMatchObject({
    handle: person.handle,
    simulated: false,
    tally: { n: 1, brier: 0.04 },
    rank: null,
    ratings: [{ claimId, outcome: "confirmed", probability: 0.8 }],
  });
  expect(body.ratings).toHaveLength(1);
});

test("nobody of that handle has a record", async () => {
  const { status, body } = await get(null, "/api/v1/members/nobody-at-all/record");
  expect([status, body.reason]).toEqual([404, "member-not-found"]);
});

test("whom nobody knows is told so without a look at anybody's ratings", async () => {
  const answer = await transaction(async (tx) => {
    await tx.execute(sql`lock table rater_score in access exclusive mode`);
    return get(null, "/api/v1/members/nobody-by-this-name/record");
  });
  expect(answer).toMatchObject({ status: 404, body: { reason: "member-not-found" } });
});
