import { expect, test } from "vitest";
import { database } from "./client";
import { findMemberPage, findOwnRecord, listMemberRecords } from "./member-records";
import { raterScore } from "./schema/credibility";
import { aClaim, aMember, aRating, aVerdict } from "./test-data";

const knownAt = new Date("2022-07-04T00:00:00Z");

async function aSettledClaim(outcome: "confirmed" | "unresolved" = "confirmed") {
  const claim = await aClaim();
  const basis = outcome === "unresolved" ? "none" : "official";
  await aVerdict({ claimId: claim.id, outcome, basis, knownAt });
  return claim.id;
}

type Score = { memberId: string; claimId: string; probability?: number; skillMicro?: number };
async function aScore({ probability = 0.7, skillMicro = 20_000, ...row }: Score) {
  const brier = (1 - probability) ** 2;
  const score = { knownAt, hit: true, probability, brier, logScore: Math.log(probability), coverage: 0.5 };
  await database()
    .insert(raterScore)
    .values({ ...row, ...score, skillMicro })
    .onConflictDoUpdate({
      target: [raterScore.claimId, raterScore.memberId],
      set: { ...score, skillMicro },
    });
}

test("a member's record is the mean of their scores over settled claims", async () => {
  const person = await aMember();
  const claims = await Promise.all([1, 2].map(() => aSettledClaim()));
  await aScore({ memberId: person.id, claimId: claims[0] ?? "", probability: 0.7 });
  await aScore({ memberId: person.id, claimId: claims[1] ?? "", probability: 0.9, skillMicro: -5000 });
  const found = (await listMemberRecords()).find(({ handle }) => handle === person.handle);
  expect(found).toMatchObject({ n: 2, coverage: 0.5, skill: expect.closeTo(0.015) });
  expect(found?.brier).toBeCloseTo(0.05);
});

test("simulated members have a page of their own and stand in no list", async () => {
  const person = await aMember({ simulated: true });
  await aScore({ memberId: person.id, claimId: await aSettledClaim() });
  expect((await listMemberRecords()).some(({ handle }) => handle === person.handle)).toBe(false);
  expect(await findMemberPage(person.handle ?? "")).toMatchObject({ simulated: true, tally: { n: 1 } });
});

test("ratings of open claims are not on the public page", async () => {
  const person = await aMember();
  await aRating({ memberId: person.id, claimId: (await aClaim()).id });
  expect(await findMemberPage(person.handle ?? "")).toEqual({
    handle: person.handle,
    simulated: false,
    tally: null,
    forecasts: [],
    ratings: [],
  });
  expect(await findMemberPage("nobody-at-all")).toBeNull();
});

test("one's own record names where one was furthest off, and what counted for nothing", async () => {
  const person = await aMember();
  const [good, bad, late, unsettled] = [
    await aSettledClaim(),
    await aSettledClaim(),
    await aSettledClaim(),
    await aSettledClaim("unresolved"),
  ];
  await aScore({ memberId: person.id, claimId: good, probability: 0.9 });
  await aScore({ memberId: person.id, claimId: bad, probability: 0.1 });
  await aRating({ memberId: person.id, claimId: late, at: knownAt });
  await aRating({ memberId: person.id, claimId: unsettled, at: new Date("2022-05-01T00:00:00Z") });
  const own = await findOwnRecord(person.id);
  expect(own.worst.map(({ claim }) => claim.id)).toEqual([bad, good]);
  expect(own.unscored.map(({ claim }) => claim.id)).toEqual([late, unsettled]);
});

test("real members are compared with real ones only", async () => {
  const [person, other, simulated] = [await aMember(), await aMember(), await aMember({ simulated: true })];
  const claimId = await aSettledClaim();
  await aScore({ memberId: person.id, claimId });
  expect((await findOwnRecord(person.id)).others).toBeNull();
  await aScore({ memberId: simulated.id, claimId, probability: 0.5 });
  expect((await findOwnRecord(person.id)).others).toBeNull();
  await aScore({ memberId: other.id, claimId, probability: 0.8 });
  expect((await findOwnRecord(person.id)).others).toBeCloseTo(0.04);
  expect((await findOwnRecord(simulated.id)).others).toBeCloseTo((0.04 + 0.09) / 2);
});
