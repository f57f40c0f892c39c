import { expect, test } from "vitest";
import { rawSql } from "./client";
import { changeIdentity, previewIdentity, undoIdentity } from "./identity";
import {
  aClaim,
  aDevice,
  aDocument,
  aMember,
  anAttribute,
  aRating,
  aReport,
  aSource,
  aVerdict,
} from "./test-data";

/** What a change adds to for ever, whatever becomes of it. */
const added = new Set([
  "change",
  "decision",
  "identity_change",
  "identity_row",
  "notification",
  "mail",
  "credibility",
]);

/** Every row of every table, as text. */
async function everyRow(): Promise<Map<string, string[]>> {
  const tables = await rawSql()<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const rows = new Map<string, string[]>();
  for (const { name } of tables) {
    const found = await rawSql()<
      { row: string }[]
    >`select to_jsonb(t)::text as row from ${rawSql()(name)} t order by 1`;
    rows.set(
      name,
      found.map(({ row }) => row),
    );
  }
  return rows;
}

/** All as it was; what is told and published for ever may only have grown. */
function expectRestored(before: Map<string, string[]>, after: Map<string, string[]>): void {
  for (const [table, rows] of before) {
    const now = after.get(table) ?? [];
    if (!added.has(table)) expect(now, table).toEqual(rows);
    else
      expect(
        now.filter((row) => rows.includes(row)),
        table,
      ).toEqual(rows);
  }
}

const moderator = () => aMember({ role: "moderator" });
const reason = "Both names turned out to be the same phone.";

/** Two devices whose claims meet: some equal, some rivals, some ruled on, with whatever hangs on claims. */
async function twoDevices(count: number) {
  const [one, other] = [
    await aDevice({ workingName: "12 Ultra" }),
    await aDevice({ workingName: "12S Ultra", officialName: "Acme 12S Ultra" }),
  ];
  await rawSql()`insert into device_name (id, device_id, name, kind) values
    (gen_random_uuid(), ${one.id}, 'L1', 'codename'), (gen_random_uuid(), ${other.id}, 'L1', 'codename'),
    (gen_random_uuid(), ${other.id}, 'thor', 'codename')`;
  const attributes = [
    await anAttribute(),
    await anAttribute({ group: "camera" }),
    await anAttribute({ exclusive: false }),
  ];
  const sources = [await aSource(), await aSource({ kind: "leaker" })];
  const documents = [];
  for (let at = 0; at < 6; at += 1)
    documents.push(await aDocument({ sourceId: sources[at % 2]?.id ?? "", published: `2022-0${1 + at}-05` }));
  const raters = [await aMember(), await aMember(), await aMember()];
  for (let at = 0; at < count; at += 1) {
    const deviceId = at % 2 ? one.id : other.id;
    const watts = 20 + Math.floor(at / 4);
    const claim = await aClaim({
      ...{ deviceId, attributeId: attributes[at % 3]?.id ?? "", value: { number: watts, unit: "W" } },
      ...{
        valueKey: `number:${watts}`,
        scope: at % 5 ? null : "global",
        submittedBy: raters[at % 3]?.id ?? null,
      },
    });
    for (const turn of [at, at + 1])
      await aReport({
        ...{ claimId: claim.id, documentId: documents[turn % 6]?.id ?? "" },
        originId: sources[turn % 2]?.id ?? null,
      });
    for (const turn of [at, at + 1])
      await aRating({
        ...{ claimId: claim.id, memberId: raters[turn % 3]?.id ?? "", probability: (10 + (at % 80)) / 100 },
        at: new Date("2022-06-01T00:00:00Z"),
      });
    if (at % 6 < 2) await aVerdict({ claimId: claim.id, outcome: at % 12 < 6 ? "confirmed" : "refuted" });
  }
  return { one, other, attributes, sources, documents, raters };
}

test("two devices with 100 claims are merged, and undoing it restores every row of every table", {
  timeout: 120_000,
}, async () => {
  const viewer = await moderator();
  const { one, other } = await twoDevices(100);
  const before = await everyRow();
  const draft = {
    kind: "merge_devices",
    subject: one.slug,
    target: `/de/devices/${other.slug}`,
    reason,
  } as const;
  const preview = await previewIdentity(viewer, draft);
  expectRestored(before, await everyRow());
  expect(preview.counts.claims).toBe(50);
  const { id } = await changeIdentity(viewer, draft);
  const [merged] = await rawSql()`select
    (select count(*)::int from claim where device_id = ${one.id}) as left,
    (select count(*)::int from claim where device_id = ${other.id}) as here,
    (select count(*)::int from claim where merged_into_id is not null) as equal,
    (select array_agg(slug order by slug) from device_slug where device_id = ${other.id}) as slugs`;
  expect(merged).toMatchObject({ left: 0, here: 100, equal: preview.counts.merged });
  expect(merged?.slugs).toEqual([one.slug, other.slug].sort());
  await undoIdentity(viewer, id, "They are two phones after all.");
  expectRestored(before, await everyRow());
});
