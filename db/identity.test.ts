import { and, eq, inArray } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { IdentityDraft } from "@/rules/identity";
import { type Reason, Refusal } from "@/rules/refusal";
import { seededRandom } from "@/rules/scoring";
import { findClaimPage } from "./claims";
import { database, rawSql, transaction } from "./client";
import { refreshSlots } from "./credibility";
import { findDevicePage } from "./devices";
import { changeIdentity, previewIdentity, undoIdentity } from "./identity";
import { findIdentityChange, listFormerPlaces, listIdentityChanges } from "./identity-lists";
import { findMergedInto } from "./identity-redirects";
import { claim, rating, report } from "./schema/claims";
import { notification } from "./schema/notifications";
import { findSourcePage } from "./sources";
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

/** What a change adds to for ever, whatever becomes of it; of these old rows stay as they are. */
const grows = new Set([
  "change",
  "decision",
  "identity_change",
  "identity_row",
  "notification",
  "credibility",
]);

type Rows = Map<string, string[]>;

/** Every row of every table, as text. */
async function everyRow(): Promise<Rows> {
  const tables = await rawSql()<{ name: string }[]>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE' order by 1`;
  const rows: Rows = new Map();
  for (const { name } of tables) {
    const found = await rawSql().unsafe(`select to_jsonb(t)::text as row from ${name} t order by 1`);
    rows.set(
      name.replace("public.", ""),
      found.map(({ row }) => String(row)),
    );
  }
  return rows;
}

function expectRestored(before: Rows, after: Rows): void {
  for (const [table, rows] of before) {
    const now = after.get(table) ?? [];
    if (!grows.has(table)) expect(now, table).toEqual(rows);
    else {
      const kept = new Set(now);
      expect(rows.filter((row) => !kept.has(row) && !row.includes('"undone_at"'))).toEqual([]);
    }
  }
}

const reason = "Both names turned out to be the same phone.";
const moderator = () => aMember({ role: "moderator" });

async function refusedWith(work: Promise<unknown>): Promise<Reason | null> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error !== null && !(error instanceof Refusal)) throw error;
  return error?.reason ?? null;
}

/** Two devices whose claims meet: some equal, some rivals, some ruled on, with whatever hangs on claims. */
async function twoDevices(count: number) {
  const devices = [
    await aDevice({ workingName: "12 Ultra" }),
    await aDevice({ workingName: "12S Ultra", officialName: "Acme 12S Ultra" }),
  ] as const;
  const [one, other] = devices;
  await rawSql()`insert into device_name (id, device_id, name, kind) values
    (gen_random_uuid(), ${one.id}, 'L1', 'codename'), (gen_random_uuid(), ${other.id}, 'L1', 'codename'),
    (gen_random_uuid(), ${one.id}, 'thor', 'codename')`;
  const attributes = [await anAttribute(), await anAttribute(), await anAttribute({ exclusive: false })];
  const sources = [await aSource(), await aSource({ kind: "leaker" }), await aSource()];
  const documents = await Promise.all(
    Array.from({ length: 6 }, (_, at) =>
      aDocument({ sourceId: sources[at % 3]?.id ?? "", published: `2022-0${1 + (at % 5)}-05` }),
    ),
  );
  const raters = [await aMember(), await aMember(), await aMember()];
  const of = <T>(items: readonly T[], at: number) => items[at % items.length] as T;
  const claims = await database()
    .insert(claim)
    .values(
      Array.from({ length: count }, (_, at) => {
        const watts = 20 + Math.floor(at / 4);
        return {
          ...{ deviceId: of(devices, at).id, attributeId: of(attributes, Math.floor(at / 2)).id },
          ...{ scope: at % 10 < 2 ? "global" : null, submittedBy: of(raters, at).id },
          ...{ statement: `It charges at ${watts} W.`, value: { number: watts, unit: "W" } },
          ...{ valueKey: `number:${watts}`, firstReported: `2022-05-0${1 + (at % 9)}` },
          firstReportedBasis: "document" as const,
        };
      }),
    )
    .returning({ id: claim.id });
  const ids = claims.map(({ id }) => id);
  const twice = ids.flatMap((claimId, at) => [
    { claimId, at },
    { claimId, at: at + 1 },
  ]);
  await database()
    .insert(report)
    .values(
      twice.map(({ claimId, at }) => ({
        ...{ claimId, documentId: of(documents, at).id, originId: of(sources, at).id },
        ...{ stance: "supports" as const, fidelity: "exact" as const },
      })),
    );
  await database()
    .insert(rating)
    .values(
      twice.map(({ claimId, at }) => ({
        ...{ claimId, memberId: of(raters, at).id, probability: (10 + (at % 80)) / 100 },
        at: new Date("2022-06-01T00:00:00Z"),
      })),
    );
  await transaction((tx) => refreshSlots(ids, "report", tx));
  for (const [at, claimId] of ids.entries())
    if (at % 12 < 2) await aVerdict({ claimId, outcome: at % 24 < 12 ? "confirmed" : "refuted" });
  return { devices, attributes, sources, documents, raters, ids };
}

describe("merging two devices with 100 claims", () => {
  test("moves them all, and undoing it restores every row of every table", { timeout: 120_000 }, async () => {
    const viewer = await moderator();
    const {
      devices: [one, other],
    } = await twoDevices(100);
    const before = await everyRow();
    const draft = { kind: "merge_devices", subject: one.slug, target: `/de/devices/${other.slug}` } as const;
    const preview = await previewIdentity(viewer, { ...draft, reason });
    expect(await everyRow()).toEqual(before);
    expect(preview.counts).toMatchObject({ claims: 50, merged: expect.any(Number) });
    expect(preview.counts.merged).toBeGreaterThan(20);

    const { id } = await changeIdentity(viewer, { ...draft, reason });
    const [moved] = await rawSql()`select
      (select count(*)::int from claim where device_id = ${one.id}) as left,
      (select count(*)::int from claim where device_id = ${other.id}) as here,
      (select count(*)::int from claim where merged_into_id is not null) as merged,
      (select count(*)::int from device_slug where device_id = ${other.id}) as slugs`;
    expect(moved).toEqual({ left: 0, here: 100, merged: preview.counts.merged, slugs: 2 });
    expect(await findDevicePage(one.slug)).toEqual({ movedTo: other.slug });
    const page = await findDevicePage(other.slug);
    if (!page || "movedTo" in page) throw new Error("the device has gone");
    expect(page.claims).toHaveLength(100 - preview.counts.merged);
    expect(page.names.map(({ name }) => name).sort()).toEqual(["12 Ultra", "L1", "thor"]);

    await undoIdentity(viewer, id, "They are two phones after all.");
    expectRestored(before, await everyRow());
    expect(await refusedWith(undoIdentity(viewer, id, reason))).toBe("already-undone");
  });
});

test("whatever is changed and undone in whatever order, all of it undone is as it was", {
  timeout: 120_000,
}, async () => {
  const viewer = await moderator();
  const { devices, sources, documents, ids } = await twoDevices(24);
  const before = await everyRow();
  const random = seededRandom(20220704);
  const oneOf = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const slugs = devices.map(({ slug }) => slug);
  const of = (items: readonly { id: string }[]) => oneOf(items).id;
  const launch = { status: "announced", announced: "2022-07-04", released: null } as const;
  const draws: (() => IdentityDraft)[] = [
    () => ({ kind: "merge_devices", subject: oneOf(slugs), target: oneOf(slugs), reason }),
    () => ({ kind: "move_claim", subject: oneOf(ids), target: oneOf(slugs), reason }),
    () => ({ kind: "merge_claims", subject: oneOf(ids), target: oneOf(ids), reason }),
    () => ({ kind: "merge_sources", subject: of(sources), target: of(sources), reason }),
    () => ({ kind: "merge_documents", subject: of(documents), target: of(documents), reason }),
    () => ({
      ...{ kind: "rename_device", subject: oneOf(slugs), name: "Acme X", reason },
      ...{ slug: `acme-${Math.floor(random() * 1e6)}`, ...launch },
    }),
    () => ({
      ...{ kind: "split_device", subject: oneOf(slugs), target: null, claims: [oneOf(ids), oneOf(ids)] },
      ...{ name: "Acme Y", slug: `acme-y-${Math.floor(random() * 1e6)}`, reason },
    }),
  ];
  const made: string[] = [];
  let [undone, refused] = [0, 0];
  const tryTo = (work: Promise<unknown>) =>
    work.catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      refused += 1;
    });
  for (let turn = 0; turn < 60; turn += 1) {
    const some = oneOf(made);
    if (some && random() < 0.3)
      await tryTo(
        undoIdentity(viewer, some, reason).then(() => {
          made.splice(made.indexOf(some), 1);
          undone += 1;
        }),
      );
    else await tryTo(changeIdentity(viewer, oneOf(draws)()).then(({ id }) => made.push(id)));
  }
  expect(Math.min(made.length + undone, undone, refused)).toBeGreaterThan(3);
  for (const id of made.reverse()) await undoIdentity(viewer, id, reason);
  expectRestored(before, await everyRow());
});

describe("a device", () => {
  test("is renamed at its launch: every slug it had leads to it, until that is undone", async () => {
    const [viewer, { slug }] = [await moderator(), await aDevice()];
    const to = { name: "Acme 12S Ultra", slug: `${slug}-s`, status: "announced", released: null } as const;
    const draft = { kind: "rename_device", subject: slug, ...to, announced: "2022-07-04", reason } as const;
    const { id } = await changeIdentity(viewer, draft);
    expect(await findDevicePage(slug)).toEqual({ movedTo: to.slug });
    expect(await findDevicePage(to.slug)).toMatchObject({ name: to.name, announced: "2022-07-04" });
    const other = await aDevice();
    expect(await refusedWith(changeIdentity(viewer, { ...draft, subject: other.slug }))).toBe("slug-taken");
    await undoIdentity(viewer, id, reason);
    expect(await findDevicePage(slug)).toMatchObject({ slug, officialName: null });
    expect(await findDevicePage(to.slug)).toBeNull();
  });

  test("is split, and made one again only while nothing new rests on the other", async () => {
    const [viewer, device] = [await moderator(), await aDevice()];
    const [stays, goes] = [await aClaim({ deviceId: device.id }), await aClaim({ deviceId: device.id })];
    const other = { name: "Acme One Pro", slug: `${device.slug}-pro`, target: null };
    const draft = { kind: "split_device", subject: device.slug, ...other, reason } as const;
    expect(await refusedWith(changeIdentity(viewer, { ...draft, claims: [(await aClaim()).id] }))).toBe(
      "choose-claims",
    );
    const { id } = await changeIdentity(viewer, { ...draft, claims: [goes.id] });
    const page = await findDevicePage(other.slug);
    expect(page).toMatchObject({ name: other.name, claims: [{ id: goes.id }] });
    expect(await findDevicePage(device.slug)).toMatchObject({ claims: [{ id: stays.id }] });
    const [found] = await rawSql()`select id from device where slug = ${other.slug}`;
    const added = await aClaim({ deviceId: found?.id });
    expect(await refusedWith(undoIdentity(viewer, id, reason))).toBe("changed-since");
    await rawSql()`update claim set device_id = ${device.id} where id = ${added.id}`;
    await undoIdentity(viewer, id, reason);
    expect(await findDevicePage(other.slug)).toBeNull();
  });
});

describe("a claim", () => {
  test("that moves keeps its numbers, its verdict and its scores, and tells where it stood", async () => {
    const viewer = await moderator();
    const [from, to] = [await aDevice({ workingName: "Old" }), await aDevice()];
    const author = await aMember();
    const { id: claimId } = await aClaim({ deviceId: from.id, submittedBy: author.id });
    const source = await aSource({ kind: "leaker" });
    const said = await aDocument({ sourceId: source.id });
    await aReport({ claimId, documentId: said.id, originId: source.id });
    await aRating({ claimId, at: new Date("2022-06-01T00:00:00Z") });
    await aVerdict({ claimId, outcome: "refuted", qualifier: "misattributed" });
    const kept = ["credibility", "verdict", "claim_score", "source_score", "rater_score", "source_record"];
    const before = await everyRow();
    const draft = { kind: "move_claim", subject: claimId, target: to.slug, reason } as const;
    const { id } = await changeIdentity(viewer, draft);
    const after = await everyRow();
    for (const table of kept) expect(after.get(table), table).toEqual(before.get(table));
    expect(await findClaimPage(claimId)).toMatchObject({
      claim: { device: { slug: to.slug }, verdict: { outcome: "refuted" } },
    });
    expect(await listFormerPlaces(claimId)).toMatchObject([{ device: { slug: from.slug, name: "Old" } }]);
    const [told] = await database()
      .select()
      .from(notification)
      .where(and(eq(notification.memberId, author.id), eq(notification.kind, "claim_moved")));
    expect(told).toMatchObject({ eventId: id, claimId, reason, detail: { subject: to.workingName } });
  });

  test("that is merged leaves behind what the other has already, and leads to it", async () => {
    const viewer = await moderator();
    const [device, attribute] = [await aDevice(), await anAttribute()];
    const slot = { deviceId: device.id, attributeId: attribute.id };
    const [loser, survivor] = [await aClaim({ ...slot, firstReported: "2022-04-01" }), await aClaim(slot)];
    const [shared, own] = [await aDocument(), await aDocument()];
    for (const { id } of [loser, survivor]) await aReport({ claimId: id, documentId: shared.id });
    await aReport({ claimId: loser.id, documentId: own.id });
    const [both, one] = [await aMember(), await aMember()];
    for (const { id } of [loser, survivor]) await aRating({ claimId: id, memberId: both.id });
    await aRating({ claimId: loser.id, memberId: one.id, probability: 0.2 });
    const draft = { kind: "merge_claims", subject: loser.id, target: survivor.id, reason } as const;
    expect(await previewIdentity(viewer, draft)).toMatchObject({
      counts: { merged: 1, reports: 1, ratings: 1 },
      stay: { reports: 1, ratings: 1 },
      told: 2,
    });
    const { id } = await changeIdentity(viewer, draft);
    expect(await findClaimPage(loser.id)).toBeNull();
    expect(await findMergedInto("claims", loser.id)).toBe(survivor.id);
    const page = await findClaimPage(survivor.id);
    expect(page).toMatchObject({ rivals: [], claim: { firstReported: "2022-04-01" } });
    expect(page?.claim.reports).toHaveLength(2);
    expect(page?.claim.ratings).toHaveLength(2);
    expect(await database().$count(rating, eq(rating.claimId, loser.id))).toBe(1);
    await undoIdentity(viewer, id, reason);
    expect((await findClaimPage(loser.id))?.rivals).toHaveLength(1);
  });

  test("cannot be merged with one on something else, or against its verdict", async () => {
    const viewer = await moderator();
    const slot = { deviceId: (await aDevice()).id, attributeId: (await anAttribute()).id };
    const [open, right, wrong] = [await aClaim(slot), await aClaim(slot), await aClaim(slot)];
    await aVerdict({ claimId: right.id });
    await aVerdict({ claimId: wrong.id, outcome: "refuted" });
    const merge = (subject: string, target: string) =>
      refusedWith(changeIdentity(viewer, { kind: "merge_claims", subject, target, reason }));
    expect(await merge(open.id, open.id)).toBe("the-same-thing");
    expect(await merge(open.id, (await aClaim()).id)).toBe("another-slot");
    expect(await merge(right.id, wrong.id)).toBe("ruled-differently");
    expect(await merge(right.id, open.id)).toBe("merge-the-other-way");
    expect(await merge(open.id, right.id)).toBeNull();
    expect(await merge(open.id, wrong.id)).toBe("merged-already");
  });

  test("stays merged once a member has changed a rating that came with it, and the refusal names the rating", async () => {
    const viewer = await moderator();
    const slot = { deviceId: (await aDevice()).id, attributeId: (await anAttribute()).id };
    const [loser, survivor] = [await aClaim(slot), await aClaim(slot)];
    const { memberId } = await aRating({ claimId: loser.id });
    const draft = { kind: "merge_claims", subject: loser.id, target: survivor.id, reason } as const;
    const { id } = await changeIdentity(viewer, draft);
    // What only adds does not stand in the way.
    await aRating({ claimId: survivor.id });
    await database()
      .update(rating)
      .set({ probability: 0.9, at: new Date() })
      .where(and(eq(rating.claimId, survivor.id), inArray(rating.memberId, [memberId])));
    const before = await everyRow();
    const refusal = await undoIdentity(viewer, id, reason).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      reason: "changed-since",
      problems: [{ path: "rating", detail: expect.stringMatching(/^@m/) }],
    });
    expect(await everyRow()).toEqual(before);
  });
});

test("two sources become one, with one record of what both said", async () => {
  const viewer = await moderator();
  const [one, other] = [await aSource({ kind: "leaker" }), await aSource({ kind: "leaker" })];
  for (const source of [one, other, one]) {
    const { id: claimId } = await aClaim();
    const { id: documentId } = await aDocument({ sourceId: source.id });
    await aReport({ claimId, documentId, originId: source.id, recordedAt: new Date("2022-05-02T00:00:00Z") });
    await aVerdict({ claimId });
  }
  const draft = { kind: "merge_sources", subject: one.slug, target: other.slug, reason } as const;
  expect(await previewIdentity(viewer, draft)).toMatchObject({ counts: { documents: 2, scores: 2 } });
  const { id } = await changeIdentity(viewer, draft);
  const records = () =>
    rawSql()`select n from source_record where source_id in (${one.id}, ${other.id}) order by n`;
  expect([...(await records())]).toEqual([{ n: 3 }]);
  expect(await findSourcePage(one.slug)).toBeNull();
  expect(await findMergedInto("sources", one.slug)).toBe(other.slug);
  await undoIdentity(viewer, id, reason);
  expect([...(await records())]).toEqual([{ n: 1 }, { n: 2 }]);
});

test("verdicts cite the document that stands for the one they cited, and the pages of both are made anew", async () => {
  const viewer = await moderator();
  const [{ id: claimId }, one, other] = [await aClaim(), await aDocument(), await aDocument()];
  const ruled = await aVerdict({ claimId, documentId: one.id });
  await rawSql()`delete from change`;
  const draft = {
    kind: "merge_documents",
    subject: one.id,
    target: `/en/documents/${other.id}`,
    reason,
  } as const;
  const { id } = await changeIdentity(viewer, draft);
  expect((await findClaimPage(claimId))?.claim.verdict).toMatchObject({
    id: ruled.id,
    document: { id: other.id },
  });
  const tags = await rawSql()<{ tag: string }[]>`select distinct tag from change`;
  const wanted = [`document:${one.id}`, `document:${other.id}`, `claim:${claimId}`, "decisions", "home"];
  expect(tags.map(({ tag }) => tag)).toEqual(expect.arrayContaining(wanted));
  await undoIdentity(viewer, id, reason);
  expect((await findClaimPage(claimId))?.claim.verdict).toMatchObject({ document: { id: one.id } });
});

test("what rivals a claim leaves and joins are shown anew, with both devices", async () => {
  const viewer = await moderator();
  const [attribute, from, to] = [await anAttribute(), await aDevice(), await aDevice()];
  const at = (deviceId: string, number: number) =>
    aClaim({
      deviceId,
      attributeId: attribute.id,
      value: { number, unit: "W" },
      valueKey: `number:${number}`,
    });
  const [left, moved, joined] = [await at(from.id, 1), await at(from.id, 2), await at(to.id, 3)];
  await rawSql()`delete from change`;
  await changeIdentity(viewer, { kind: "move_claim", subject: moved.id, target: to.id, reason });
  const tags = await rawSql()<{ tag: string }[]>`select distinct tag from change`;
  const claims = [left, moved, joined].map(({ id }) => `claim:${id}`);
  const wanted = [...claims, `device:${from.slug}`, `device:${to.slug}`];
  expect(tags.map(({ tag }) => tag)).toEqual(expect.arrayContaining(wanted));
});

test("changes are listed newest first, with what they moved", async () => {
  const viewer = await moderator();
  const [one, other] = [await aDevice({ workingName: "One" }), await aDevice({ workingName: "Two" })];
  const draft = { kind: "merge_devices", subject: one.slug, target: other.slug, reason } as const;
  const { id } = await changeIdentity(viewer, draft);
  const [last] = await listIdentityChanges({ before: undefined, limit: 1 });
  expect(last).toMatchObject({ id, by: viewer.handle, reason, detail: { subject: "One", target: "Two" } });
  expect((await findIdentityChange(id))?.summary).toMatchObject({ slugs: [one.slug], names: ["One"] });
});

test("only moderators change what is one and what is two", async () => {
  const { slug } = await aDevice();
  const draft = { kind: "merge_devices", subject: slug, target: slug, reason } as const;
  expect(await refusedWith(changeIdentity(null, draft))).toBe("sign-in-first");
  expect(await refusedWith(changeIdentity(await aMember({ role: "contributor" }), draft))).toBe(
    "moderators-only",
  );
});
