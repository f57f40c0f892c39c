import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { findClaimPage } from "./claims";
import { database } from "./client";
import { findDevicePage, listDevices } from "./devices";
import { findDocumentPage } from "./documents";
import { device } from "./schema/devices";
import { findSourcePage } from "./sources";
import { aClaim, aDevice, aDocument, anAttribute, aRating, aReport, aSource, aVerdict } from "./test-data";

async function aSlot() {
  const phone = await aDevice();
  const charging = await anAttribute();
  const wrong = await aClaim({
    deviceId: phone.id,
    attributeId: charging.id,
    value: { number: 120, unit: "W" },
    valueKey: "120",
  });
  const right = await aClaim({ deviceId: phone.id, attributeId: charging.id, firstReported: "2022-06-14" });
  return { phone, wrong, right };
}

test("a device page counts one leak and its echo as one origin and two reports", async () => {
  const { phone, wrong } = await aSlot();
  const leaker = await aSource({ kind: "leaker" });
  const leak = await aDocument({ sourceId: leaker.id, published: "2022-02-08" });
  await aReport({ claimId: wrong.id, documentId: leak.id, originId: leaker.id, fidelity: "exact" });
  await aReport({ claimId: wrong.id, originId: leaker.id, originDocumentId: leak.id });
  const page = await findDevicePage(phone.slug);
  if (!page || "movedTo" in page) throw new Error("no page");
  const entry = page.claims.find((one) => one.id === wrong.id);
  expect(entry?.provenance).toMatchObject({ independentOrigins: 1, supportingReports: 2 });
  expect(page.claims).toHaveLength(2);
});

test("a former slug answers with the slug the device moved to", async () => {
  const { phone } = await aSlot();
  await database()
    .update(device)
    .set({ slug: `${phone.slug}-new` })
    .where(eq(device.id, phone.id));
  expect(await findDevicePage(phone.slug)).toEqual({ movedTo: `${phone.slug}-new` });
});

test("a claim page shows rivals, the verdict in force and only ratings from before the fact was public", async () => {
  const { wrong, right } = await aSlot();
  await aRating({ claimId: right.id, at: new Date("2022-06-20"), probability: 0.3 });
  await aRating({ claimId: right.id, at: new Date("2022-07-05"), probability: 0.9 });
  const first = await aVerdict({ claimId: right.id, outcome: "partly" });
  const ruled = await aVerdict({ claimId: right.id, supersedesId: first.id });
  const page = await findClaimPage(right.id);
  expect(page?.claim.verdict).toMatchObject({ id: ruled.id, outcome: "confirmed" });
  expect(page?.formerVerdicts.map((one) => one.id)).toEqual([first.id]);
  expect(page?.rivals.map((one) => one.id)).toEqual([wrong.id]);
  expect(page?.claim.ratings.map((one) => one.probability)).toEqual([0.3]);
});

test("an id that is no UUID finds nothing instead of failing", async () => {
  expect(await findClaimPage("robert'); drop table claim")).toBeNull();
  expect(await findDocumentPage("1")).toBeNull();
});

test("a document page tells what it says from what it settles", async () => {
  const { wrong, right } = await aSlot();
  const release = await aDocument({ kind: "press_release" });
  await aReport({ claimId: wrong.id, documentId: release.id, stance: "contradicts" });
  await aVerdict({ claimId: right.id, documentId: release.id });
  const page = await findDocumentPage(release.id);
  expect(page?.reports.map((one) => [one.stance, one.claim.id])).toEqual([["contradicts", wrong.id]]);
  expect(page?.rulings.map((one) => one.id)).toEqual([right.id]);
  expect(page?.evidence).toEqual([]);
});

test("a source's record counts what it said first, not what was altered on the way", async () => {
  const { wrong, right } = await aSlot();
  const leaker = await aSource({ kind: "leaker" });
  await aReport({ claimId: right.id, originId: leaker.id });
  await aReport({ claimId: wrong.id, originId: leaker.id, fidelity: "altered" });
  await aVerdict({ claimId: right.id });
  const page = await findSourcePage(leaker.slug);
  expect(page?.originated).toMatchObject({ total: 1, confirmed: 1, refuted: 0 });
  expect(page?.claims.map((one) => one.id)).toEqual([right.id]);
});

test("an unannounced device shows the most credible open day as its expected launch", async () => {
  const phone = await aDevice();
  const day = await anAttribute({ slug: "announcement-date", type: "date" });
  const likely = await aClaim({
    deviceId: phone.id,
    attributeId: day.id,
    value: { from: "2027-03-01", to: "2027-03-31" },
    valueKey: "a",
  });
  await aClaim({
    deviceId: phone.id,
    attributeId: day.id,
    value: { from: "2027-09-01", to: "2027-09-30" },
    valueKey: "b",
  });
  const leaker = await aSource({ kind: "leaker" });
  await aReport({ claimId: likely.id, originId: leaker.id });
  const [card] = await listDevices(eq(device.id, phone.id));
  expect(card?.expectedLaunch?.id).toBe(likely.id);
  expect(card?.claims).toMatchObject({ total: 2, open: 2 });
});
