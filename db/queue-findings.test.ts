import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { noQueueFilters } from "@/rules/queue";
import { database } from "./client";
import { findLapses, leaveOpen } from "./lapses";
import { findMerges } from "./merge-findings";
import { dismissMerge } from "./merge-suggestions";
import { listQueueItems } from "./queue-list";
import { device } from "./schema/devices";
import { queueItem } from "./schema/moderation";
import { aClaim, aDevice, aDocument, aMember, anAttribute, aSource, aVerdict } from "./test-data";

const waiting = async (kind: "lapse" | "merge") => {
  const viewer = await aMember({ role: "moderator" });
  return listQueueItems(viewer.id, { filters: { ...noQueueFilters, kind }, limit: 100 });
};

async function findAllLapses() {
  while ((await findLapses()) > 0);
}

beforeEach(async () => {
  await database().delete(queueItem);
});

describe("claims whose time has passed", () => {
  const lately = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

  test("are those whose day is over, and those of devices that are out for long, while they are open", async () => {
    const attributeId = (await anAttribute({ type: "date" })).id;
    const dated = (to: string) => aClaim({ attributeId, value: { from: "2022-05-01", to }, valueKey: to });
    const old = await aDevice({ status: "released", announced: "2022-05-01", released: "2022-06-01" });
    const fresh = await aDevice({ status: "released", announced: lately, released: lately });
    const lapsed = [await dated("2022-06-30"), await aClaim({ deviceId: old.id })];
    const others = [
      await dated("2999-01-01"),
      await aClaim({ deviceId: fresh.id }),
      await dated("2022-05-31"),
    ];
    await aVerdict({ claimId: others[2]?.id ?? "" });
    await findAllLapses();
    const asked = (await waiting("lapse")).map(({ subjectId }) => subjectId);
    expect(asked).toEqual(expect.arrayContaining(lapsed.map(({ id }) => id)));
    for (const { id } of others) expect(asked).not.toContain(id);
  });

  test("are asked about once, also when they were left open", async () => {
    const old = await aDevice({ status: "released", announced: "2022-05-01", released: "2022-06-01" });
    const { id } = await aClaim({ deviceId: old.id });
    await findAllLapses();
    await findAllLapses();
    const asked = async () => (await waiting("lapse")).filter(({ subjectId }) => subjectId === id).length;
    expect(await asked()).toBe(1);
    await leaveOpen(await aMember({ role: "moderator" }), id);
    await findAllLapses();
    expect(await asked()).toBe(0);
  });
});

describe("what may be one", () => {
  const pairs = async () =>
    (await waiting("merge")).map(
      ({ subjectKind, path }) => `${subjectKind} ${path.split("/").slice(3).join(" ")}`,
    );

  test("is found among devices, sources, documents and claims by what they share, the younger first", async () => {
    const older = await aDevice({ workingName: "Acme Two Pro" });
    const younger = await aDevice({ workingName: "Two-Pro", brandId: older.brandId });
    const [one, two] = [await aSource({ name: "Dupe Mag" }), await aSource({ name: "dupe mag!" })];
    const title = "Everything about the Acme Two Pro";
    const first = await aDocument({ sourceId: one.id, title });
    const second = await aDocument({ sourceId: one.id, title: `${title} (update)` });
    const attributeId = (await anAttribute({ tolerance: 1 })).id;
    const claims: { id: string }[] = [];
    for (const number of [67, 67.5, 90])
      claims.push(
        await aClaim({
          attributeId,
          deviceId: older.id,
          value: { number, unit: "W" },
          valueKey: String(number),
        }),
      );
    await findMerges();
    const found = await pairs();
    expect(found).toContain(`device ${younger.id} ${older.id}`);
    expect(found).toContain(`source ${two.id} ${one.id}`);
    expect(found).toContain(`document ${second.id} ${first.id}`);
    expect(found).toContain(`claim ${claims[1]?.id} ${claims[0]?.id}`);
    expect(found.filter((pair) => pair.includes(claims[2]?.id ?? ""))).toEqual([]);
  });

  test("is not suggested again once it was dismissed, nor for what came long ago", async () => {
    const older = await aDevice({ workingName: "Acme Three" });
    const younger = await aDevice({ workingName: "Three", brandId: older.brandId });
    const ofThese = async () => (await pairs()).filter((pair) => pair.includes(younger.id));
    await findMerges();
    await findMerges();
    expect(await ofThese()).toHaveLength(1);
    const ids = { subjectId: younger.id, otherId: older.id };
    await dismissMerge(await aMember({ role: "moderator" }), { ...ids, reason: "Two sizes." });
    await findMerges();
    expect(await ofThese()).toEqual([]);
    await database().delete(queueItem);
    await database()
      .update(device)
      .set({ createdAt: new Date(0) })
      .where(eq(device.id, younger.id));
    await findMerges();
    expect(await ofThese()).toEqual([]);
  });
});
