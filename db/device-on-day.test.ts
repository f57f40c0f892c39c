import { describe, expect, test } from "vitest";
import { transaction } from "./client";
import { type DeviceOnDay, findDeviceOn } from "./device-on-day";
import { rebuildHistory } from "./reconstruction";
import { aClaim, aDevice, aDocument, aReport, aSource, aVerdict } from "./test-data";

const today = "2026-01-01";

async function seen(slug: string, day: string): Promise<DeviceOnDay> {
  const found = await findDeviceOn({ slug, day, today });
  if (!found || "movedTo" in found) throw new Error(`nothing on ${day}`);
  return found;
}

/** Everything a device page says, as text, without the credibility's own words. */
function textOf(found: DeviceOnDay): string {
  return JSON.stringify({ ...found.device, slug: "", days: [] });
}

async function renamedPhone() {
  const device = await aDevice({
    workingName: "Acme Twelve",
    officialName: "Acme Thirteen",
    status: "released",
    announced: "2022-07-04",
    released: "2022-07-06",
    summary: "Came out as the Thirteen.",
  });
  const source = await aSource({ name: "The Late Outlet" });
  const early = await aDocument({ published: "2022-05-23", title: "Early words" });
  const month = await aDocument({
    published: "2022-05-01",
    publishedPrecision: "month",
    title: "Some day in May",
  });
  const late = await aDocument({ published: "2022-06-14", title: "Later words", sourceId: source.id });
  const claim = await aClaim({ deviceId: device.id, firstReported: "2022-05-23" });
  await aReport({ claimId: claim.id, documentId: early.id });
  await aReport({ claimId: claim.id, documentId: month.id });
  await aReport({ claimId: claim.id, documentId: late.id });
  const rival = await aClaim({
    deviceId: device.id,
    attributeId: claim.attributeId,
    value: { number: 120, unit: "W" },
    valueKey: "120",
    firstReported: "2022-06-14",
    statement: "The phone charges at 120 W by cable.",
  });
  await aReport({ claimId: rival.id, documentId: late.id });
  const proof = await aDocument({ published: "2022-07-04", kind: "press_release", title: "The launch" });
  await aVerdict({ claimId: claim.id, documentId: proof.id, knownAt: new Date("2022-07-04T00:00:00Z") });
  await transaction(rebuildHistory);
  return { device, claim };
}

describe("a device as of a day", () => {
  test("says nothing that was published or known later", async () => {
    const { device, claim } = await renamedPhone();
    const found = await seen(device.slug, "2022-05-23");
    expect(found.device.claims.map(({ id }) => id)).toEqual([claim.id]);
    const text = textOf(found);
    for (const later of ["Later words", "The launch", "Thirteen", "120 W", "Some day in May", "2022-07"])
      expect(text).not.toContain(later);
    expect(found.device.claims[0]?.verdict).toBeNull();
    expect(found.device).toMatchObject({ name: "Acme Twelve", status: "rumored", announced: null });
  });

  test("counts a date known to its month from the last day of the month", async () => {
    const { device } = await renamedPhone();
    expect((await seen(device.slug, "2022-05-30")).device.claims[0]?.reports).toHaveLength(1);
    expect((await seen(device.slug, "2022-05-31")).device.claims[0]?.reports).toHaveLength(2);
  });

  test("knows the verdict, the name and the status from the day they were known", async () => {
    const { device, claim } = await renamedPhone();
    expect((await seen(device.slug, "2022-07-03")).device.claims[0]?.verdict).toBeNull();
    const after = await seen(device.slug, "2022-07-04");
    expect(after.device).toMatchObject({ name: "Acme Thirteen", status: "announced", released: null });
    expect(after.device.claims.find(({ id }) => id === claim.id)?.verdict?.outcome).toBe("confirmed");
    expect(after.settled.map(({ id }) => id)).toEqual([claim.id]);
  });

  test("is there from the first report until today, and on no day that is none", async () => {
    const { device } = await renamedPhone();
    for (const day of ["2022-05-22", "2026-01-02", "2022-06-31", "2022-6-1", "now"])
      expect(await findDeviceOn({ slug: device.slug, day, today })).toBeNull();
    expect(await findDeviceOn({ slug: device.slug, day: today, today })).not.toBeNull();
    expect(await findDeviceOn({ slug: "nothing-here", day: today, today })).toBeNull();
  });
});
