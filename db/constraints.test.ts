import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { database, rawSql } from "./client";
import { claim, rating, ratingHistory, report } from "./schema/claims";
import { groupRecord, raterRecord, raterScore, sourceRecord } from "./schema/credibility";
import { device } from "./schema/devices";
import { aClaim, aDevice, aMember, anAttribute, aRating, aReport, aSource, aVerdict } from "./test-data";

/** Name of the constraint that refused, whatever wrapped the driver's error. */
async function refusedBy(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  const cause = (error?.cause ?? error) as { constraint_name?: string } | undefined;
  return cause?.constraint_name;
}

test.each([
  [{ text: "67 W" }, "number"],
  [{ number: 67, unit: "mAh" }, "number"],
  [{ number: 67, unit: "W", to: 60 }, "number"],
  [{ from: "2022-07-04", to: "2022-07-01" }, "date"],
  [{ amount: 5999, currency: "yuan" }, "money"],
  [{ bool: true }, "text"],
] as const)("the value %j is refused where the attribute is a %s", async (value, type) => {
  const attribute = await anAttribute({ type });
  expect(await refusedBy(aClaim({ attributeId: attribute.id, value }))).toBe("claim_value_fits");
});

test("a probability outside 1 to 99 percent is refused", async () => {
  const { id } = await aClaim();
  expect(await refusedBy(aRating({ claimId: id, probability: 1 }))).toBe("rating_probability");
  expect(await refusedBy(aRating({ claimId: id, probability: 0 }))).toBe("rating_probability");
});

test("a changed mind keeps one rating in force and every earlier one in the history", async () => {
  const { id } = await aClaim();
  const { memberId } = await aRating({ claimId: id, probability: 0.7 });
  await database().update(rating).set({ probability: 0.4, at: new Date() }).where(eq(rating.claimId, id));
  expect(await refusedBy(aRating({ claimId: id, memberId }))).toBe("rating_claim_id_member_id_pk");
  const history = await database()
    .select()
    .from(ratingHistory)
    .where(eq(ratingHistory.claimId, id))
    .orderBy(ratingHistory.at);
  expect(history.map((row) => row.probability)).toEqual([0.7, 0.4]);
});

test("a settled claim takes no more ratings", async () => {
  const { id } = await aClaim();
  await aVerdict({ claimId: id });
  expect(await refusedBy(aRating({ claimId: id }))).toBe("rating_while_open");
});

test("an official verdict without a passage is refused, an imported one is not", async () => {
  const { id } = await aClaim();
  expect(await refusedBy(aVerdict({ claimId: id, passage: " " }))).toBe("verdict_official_cites_passage");
  await aVerdict({ claimId: id, passage: null, imported: true });
});

test("a verdict cannot be known after it was decided", async () => {
  const { id } = await aClaim();
  expect(await refusedBy(aVerdict({ claimId: id, knownAt: new Date("2999-01-01") }))).toBe(
    "verdict_known_before_decided",
  );
});

test("nobody rules on a claim they submitted", async () => {
  const moderator = await aMember({ role: "moderator" });
  const { id } = await aClaim({ submittedBy: moderator.id });
  expect(await refusedBy(aVerdict({ claimId: id, decidedBy: moderator.id }))).toBe("verdict_not_own_claim");
});

test("of two verdicts that both follow the same one, the second is refused", async () => {
  const { id } = await aClaim();
  const first = await aVerdict({ claimId: id });
  expect(await refusedBy(aVerdict({ claimId: id, outcome: "refuted" }))).toBe("verdict_supersedes_current");
  const second = await aVerdict({ claimId: id, outcome: "refuted", supersedesId: first.id });
  const [row] = await database().select().from(claim).where(eq(claim.id, id));
  expect(row?.verdictId).toBe(second.id);
});

test("reports and verdicts can be neither changed nor deleted", async () => {
  const { id } = await aClaim();
  await aReport({ claimId: id });
  expect(
    await refusedBy(database().update(report).set({ stance: "contradicts" }).where(eq(report.claimId, id))),
  ).toBe("append_only");
  expect(await refusedBy(database().delete(report).where(eq(report.claimId, id)))).toBe("append_only");
});

test("records and scores stay within what can be", async () => {
  const [{ id: claimId }, { id: memberId }, { id: sourceId }] = [
    await aClaim(),
    await aMember(),
    await aSource(),
  ];
  const knownAt = new Date("2022-07-04T00:00:00Z");
  const score = { knownAt, hit: true, probability: 0.9, logScore: -0.1, coverage: 1, skillMicro: 0 };
  const refused: [Promise<unknown>, string][] = [
    [database().insert(groupRecord).values({ group: "range", hits: 2, n: 1 }), "group_record_range"],
    [
      database().insert(sourceRecord).values({ sourceId, group: "range", hits: -1, n: 1 }),
      "source_record_range",
    ],
    [database().insert(raterRecord).values({ memberId, skillMicro: 0, n: -1 }), "rater_record_range"],
    [
      database()
        .insert(raterScore)
        .values({ ...score, claimId, memberId, brier: 1.5 }),
      "rater_score_range",
    ],
  ];
  for (const [write, constraint] of refused) expect(await refusedBy(write)).toBe(constraint);
});

test("a slug once used stays reserved when the device moves on", async () => {
  const moved = await aDevice({ slug: "acme-12-ultra" });
  await database().update(device).set({ slug: "acme-12s-ultra" }).where(eq(device.id, moved.id));
  expect(await refusedBy(aDevice({ slug: "acme-12-ultra" }))).toBe("device_slug_reserved");
});

test("every commit leaves the tags of the pages it touched, a rolled back one none", async () => {
  const { id, deviceId } = await aClaim();
  const rival = await aClaim({ deviceId });
  const [{ slug = "" } = {}] = await database()
    .select({ slug: device.slug })
    .from(device)
    .where(eq(device.id, deviceId));
  const sql = rawSql();
  await sql`truncate change`;
  await sql`update claim set statement = 'It charges at 67 W.' where id = ${id}`;
  const tags = (await sql`select distinct tag from change`).map((row) => row.tag);
  expect(tags).toEqual(expect.arrayContaining([`claim:${id}`, `device:${slug}`, "home", "devices"]));
  expect(tags).not.toContain(`claim:${rival.id}`);
  await sql`truncate change`;
  await sql
    .begin(async (tx) => {
      await tx`update claim set statement = 'Never.' where id = ${id}`;
      throw new Error("undo");
    })
    .catch(() => {});
  expect(await sql`select tag from change`).toHaveLength(0);
});

test("what is append-only moves only in the transaction of an identity change, and only to where it belongs", async () => {
  const [one, other] = [await aClaim(), await aClaim()];
  const { id } = await aReport({ claimId: one.id });
  const [change] = await rawSql()`insert into identity_change (id, kind, subject_id, reason)
    values (gen_random_uuid(), 'merge_claims', ${one.id}, 'The same.') returning id`;
  const inChange = (fresh: boolean, set: string) =>
    rawSql()
      .begin(async (tx) => {
        const [made] = fresh
          ? await tx`insert into identity_change (id, kind, subject_id, reason)
              values (gen_random_uuid(), 'merge_claims', ${one.id}, 'The same.') returning id`
          : [change];
        await tx`select set_config('hearsay.identity', ${made?.id ?? ""}, true)`;
        await tx.unsafe(`update report set ${set} where id = '${id}'`);
        throw new Error("taken back");
      })
      .catch((error: Error & { constraint_name?: string }) => error.constraint_name ?? error.message);
  expect(await inChange(true, `claim_id = '${other.id}'`)).toBe("taken back");
  expect(await inChange(true, "stance = 'contradicts'")).toBe("append_only");
  // A change that another transaction made opens nothing.
  expect(await inChange(false, `claim_id = '${other.id}'`)).toBe("append_only");
  const moving = database().update(report).set({ claimId: other.id }).where(eq(report.id, id));
  expect(await refusedBy(moving)).toBe("append_only");
});

test("nothing new is said of a claim that another stands for", async () => {
  const [one, other] = [await aClaim(), await aClaim()];
  await database().update(claim).set({ mergedIntoId: other.id }).where(eq(claim.id, one.id));
  expect(await refusedBy(aReport({ claimId: one.id }))).toBe("not_merged_away");
  expect(await refusedBy(aRating({ claimId: one.id }))).toBe("not_merged_away");
  expect(await refusedBy(aVerdict({ claimId: one.id }))).toBe("not_merged_away");
});
