import { expect, test } from "vitest";
import { database } from "./client";
import { sourceScore } from "./schema/credibility";
import { aClaim, aDocument, aReport, aSource, aVerdict } from "./test-data";
import { listRelayRecords, listSayings, listSourceRecords } from "./track-records";

async function aSettledClaim(outcome: "confirmed" | "partly" | "refuted") {
  const claim = await aClaim();
  await aVerdict({ claimId: claim.id, outcome });
  return claim.id;
}

type Score = { sourceId: string; claimId: string; group?: string; hit?: boolean; surprise?: number | null };
async function aScore({ group = "camera", hit = true, surprise = null, ...row }: Score) {
  const times = { knownAt: new Date("2022-07-04T00:00:00Z"), said: "2022-05-05", leadDays: 60 };
  await database()
    .insert(sourceScore)
    .values({ ...row, ...times, group, hit, surprise, verified: true });
}

const recordOf = async (slug: string) =>
  (await listSourceRecords()).find((record) => record.source.slug === slug);

test("a source's record adds up its groups, and its surprise counts only what somebody had said before", async () => {
  const source = await aSource({ kind: "leaker" });
  const ids = await Promise.all([1, 2, 3].map(() => aSettledClaim("confirmed")));
  await aScore({ sourceId: source.id, claimId: ids[0] ?? "", surprise: 3 });
  await aScore({ sourceId: source.id, claimId: ids[1] ?? "", hit: false, surprise: 1 });
  await aScore({ sourceId: source.id, claimId: ids[2] ?? "", group: "power" });
  expect(await recordOf(source.slug)).toMatchObject({
    overall: { hits: 2, n: 3, leadDays: 60, surprise: 2 },
    groups: [
      { group: "camera", hits: 1, n: 2, surprise: 2 },
      { group: "power", hits: 1, n: 1, surprise: null },
    ],
  });
});

test("who has no settled claim has no record", async () => {
  expect(await recordOf((await aSource()).slug)).toBeUndefined();
});

test("every settled claim of a source is listed with its outcome and how sure its own report sounded", async () => {
  const source = await aSource({ kind: "leaker" });
  const claimId = await aSettledClaim("partly");
  const own = await aDocument({ sourceId: source.id, published: "2022-05-05" });
  await aReport({ claimId, documentId: own.id, originId: source.id, hedge: "likely" });
  await aReport({ claimId, originId: source.id, hedge: "will" });
  await aScore({ sourceId: source.id, claimId, hit: false });
  expect(await listSayings(source.slug)).toMatchObject([
    { claimId, outcome: "partly", said: "2022-05-05", leadDays: 60, hit: false, hedge: "likely" },
  ]);
});

test("an outlet is judged by how faithfully and early it repeats, not by what it says itself", async () => {
  const [outlet, leaker] = [await aSource(), await aSource({ kind: "leaker" })];
  const report = async (more: Partial<Parameters<typeof aReport>[0]>, published = "2022-06-24") =>
    aReport({
      claimId: await aSettledClaim("confirmed"),
      documentId: (await aDocument({ sourceId: outlet.id, published })).id,
      originId: leaker.id,
      ...more,
    });
  await report({ fidelity: "exact" });
  await report({ fidelity: "altered" }, "2022-06-14");
  await report({ fidelity: "unknown" }, "2022-08-01");
  await report({ fidelity: "exact", originId: outlet.id });
  const found = (await listRelayRecords()).find((record) => record.source.slug === outlet.slug);
  expect(found).toMatchObject({ faithful: 1, altered: 1, checked: 2, unchecked: 1, leadDays: 15 });
  expect((await listRelayRecords()).some((record) => record.source.slug === leaker.slug)).toBe(false);
});
