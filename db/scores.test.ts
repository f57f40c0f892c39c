import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { VerdictDraft } from "@/rules/verdicts";
import { database } from "./client";
import { claimScore, credibility, raterRecord, raterScore, sourceScore } from "./schema/credibility";
import { aClaim, aDevice, aDocument, aMember, anAttribute, aRating, aReport, aSource } from "./test-data";
import { previewVerdict, ruleOnClaim } from "./verdicts";

const attributeId = (await anAttribute({ group: "scored" })).id;

async function viewerOf(role: "member" | "moderator") {
  const { id, handle, locale, simulated } = await aMember({ role });
  return { id, handle, locale, simulated, role, suspended: false };
}

const moderator = await viewerOf("moderator");

async function aDraft(more: Partial<VerdictDraft> = {}): Promise<VerdictDraft> {
  const documentId = (await aDocument({ kind: "press_release", published: "2022-07-04" })).id;
  return {
    outcome: "confirmed",
    basis: "official",
    qualifier: null,
    documentId,
    passage: "67 W wired charging",
    knownAt: new Date("2022-07-04T00:00:00Z"),
    note: null,
    supersedesId: null,
    ...more,
  };
}

/** Two leakers for it, one of them only credited; two real raters and a simulated one before the fact, one real one after. */
async function aRatedClaim() {
  const claim = await aClaim({ deviceId: (await aDevice()).id, attributeId });
  const [leaker, credited] = [await aSource({ kind: "leaker" }), await aSource({ kind: "leaker" })];
  const first = await aDocument({ sourceId: leaker.id, published: "2022-05-01" });
  await aReport({ claimId: claim.id, documentId: first.id });
  const second = await aDocument({ published: "2022-06-01" });
  await aReport({ claimId: claim.id, documentId: second.id, originId: credited.id });
  const [early, changing, late] = [await aMember(), await aMember(), await aMember()];
  const demo = await aMember({ simulated: true });
  const rate = (memberId: string, day: string, probability: number) =>
    aRating({ claimId: claim.id, memberId, probability, at: new Date(`${day}T12:00:00Z`) });
  await rate(early.id, "2022-05-10", 0.8);
  await rate(changing.id, "2022-05-20", 0.6);
  await rate(demo.id, "2022-05-25", 0.05);
  await rate(late.id, "2022-07-05", 0.99);
  return { claim, leaker, credited, early, changing, late, demo };
}

async function scoresOf(claimId: string) {
  const db = database();
  const [claim] = await db.select().from(claimScore).where(eq(claimScore.claimId, claimId));
  const sources = await db.select().from(sourceScore).where(eq(sourceScore.claimId, claimId));
  const raters = await db.select().from(raterScore).where(eq(raterScore.claimId, claimId));
  const records = await db.select().from(raterRecord).orderBy(raterRecord.memberId);
  const byId = <T extends { memberId?: string; sourceId?: string }>(rows: T[]) =>
    rows.sort((a, b) => ((a.memberId ?? a.sourceId ?? "") < (b.memberId ?? b.sourceId ?? "") ? -1 : 1));
  return { claim, sources: byId(sources), raters: byId(raters), records };
}

test("a verdict scores the claim, its origins and its raters at once", async () => {
  const { claim, leaker, credited, early, changing, demo } = await aRatedClaim();
  await ruleOnClaim(moderator, claim.id, await aDraft());
  const scores = await scoresOf(claim.id);
  expect(scores.claim).toMatchObject({ group: "scored", hit: true, reportCount: 3 / 4, raters: 2 });
  expect(scores.claim?.ratingMean).toBeCloseTo(0.7, 12);
  expect(
    new Map(scores.sources.map((row) => [row.sourceId, [row.said, row.leadDays, row.verified]])),
  ).toEqual(
    new Map([
      [leaker.id, ["2022-05-01", 64, true]],
      [credited.id, ["2022-06-01", 33, false]],
    ]),
  );
  expect(scores.raters.map((row) => row.memberId).sort()).toEqual([early.id, changing.id, demo.id].sort());
});

test("ratings given once the fact was public score nothing and move nothing", async () => {
  const { claim, late } = await aRatedClaim();
  await ruleOnClaim(moderator, claim.id, await aDraft());
  const scores = await scoresOf(claim.id);
  expect(scores.raters.some((row) => row.memberId === late.id)).toBe(false);
  expect(scores.claim?.probability).toBeLessThan(0.9);
  expect(scores.records.some((row) => row.memberId === late.id)).toBe(false);
});

test("simulated members change no score but their own", async () => {
  const [one, other] = [await aRatedClaim(), await aRatedClaim()];
  await aRating({
    claimId: other.claim.id,
    memberId: (await aMember({ simulated: true })).id,
    probability: 0.02,
    at: new Date("2022-05-02T00:00:00Z"),
  });
  await ruleOnClaim(moderator, one.claim.id, await aDraft());
  await ruleOnClaim(moderator, other.claim.id, await aDraft());
  const [a, b] = [await scoresOf(one.claim.id), await scoresOf(other.claim.id)];
  const plain = ({ probability, ratingMean, raters }: NonNullable<typeof a.claim>) => [
    probability,
    ratingMean,
    raters,
  ];
  expect(a.claim && plain(a.claim)).toEqual(b.claim && plain(b.claim));
  const skillOf = (scores: typeof a, id: string) =>
    scores.raters.find((row) => row.memberId === id)?.skillMicro;
  expect(skillOf(a, one.early.id)).toBe(skillOf(b, other.early.id));
});

test("a reopened claim ruled on again has the same scores, and one that proved nothing has none", async () => {
  const { claim } = await aRatedClaim();
  const rule = async (more: Partial<VerdictDraft>) =>
    (await ruleOnClaim(moderator, claim.id, await aDraft(more))).claim;
  const first = await rule({});
  const before = await scoresOf(claim.id);
  const reopened = await rule({
    outcome: "unresolved",
    basis: "none",
    supersedesId: first.verdict?.id ?? null,
  });
  const between = await scoresOf(claim.id);
  expect(between).toMatchObject({ claim: undefined, sources: [], raters: [] });
  const again = await rule({ supersedesId: reopened.verdict?.id ?? null });
  const after = await scoresOf(claim.id);
  expect(after.claim).toEqual({ ...before.claim, verdictId: again.verdict?.id });
  expect(after.sources).toEqual(before.sources);
  expect(after.raters).toEqual(before.raters);
  expect(after.records.filter((row) => row.n > 0)).toEqual(before.records.filter((row) => row.n > 0));
  expect(again.credibility).toEqual(first.credibility);
});

test("a preview scores nothing", async () => {
  const { claim } = await aRatedClaim();
  await previewVerdict(moderator, claim.id, await aDraft());
  expect(await scoresOf(claim.id)).toMatchObject({ claim: undefined, sources: [], raters: [] });
});

test("what was published here before the fact is what is scored, and not what would be published today", async () => {
  const { claim } = await aRatedClaim();
  const [row] = await database().select().from(credibility).where(eq(credibility.claimId, claim.id)).limit(1);
  if (!row) throw new Error("the claim has no credibility");
  const { id: _, ...known } = row;
  const publish = (day: string, probability: number, real: number | null) => {
    const at = new Date(`${day}T09:30:00Z`);
    const range = { probability, low: 0.01, high: 0.99 };
    const withoutSimulated = real === null ? null : { ...range, probability: real, parts: known.parts };
    const values = { ...known, ...range, at, recordedAt: at, reconstructed: false, withoutSimulated };
    return database().insert(credibility).values(values);
  };
  await publish("2022-06-20", 0.31, null);
  await publish("2022-07-03", 0.66, 0.42);
  await publish("2022-07-04", 0.97, null);
  await ruleOnClaim(moderator, claim.id, await aDraft());
  expect((await scoresOf(claim.id)).claim?.probability).toBe(0.42);
});
