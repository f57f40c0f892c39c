import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { ratingHistory } from "@/db/schema/claims";
import { aClaim, aDevice, anAttribute, aVerdict } from "@/db/test-data";
import { get, post, postForm, signedIn } from "./test-client";

async function aSlot() {
  const place = { deviceId: (await aDevice()).id, attributeId: (await anAttribute()).id };
  const value = { number: 120, unit: "W" };
  return { claim: await aClaim(place), rival: await aClaim({ ...place, value, valueKey: "120" }) };
}

const ratingOf = (id: string) => `/api/v1/claims/${id}/rating`;

function historyOf(claimId: string, memberId: string) {
  return database()
    .select({ probability: ratingHistory.probability })
    .from(ratingHistory)
    .where(and(eq(ratingHistory.claimId, claimId), eq(ratingHistory.memberId, memberId)))
    .orderBy(ratingHistory.at);
}

describe("rating", () => {
  test("the answer carries the new credibility of the claim and its rivals, as the pages will show it", async () => {
    const { claim, rival } = await aSlot();
    const before = await get(null, `/api/v1/claims/${claim.id}`);
    const answer = await post(await signedIn(), ratingOf(claim.id), { probability: 0.95 });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body.credibilities).sort()).toEqual([claim.id, rival.id].sort());
    const after = await get(null, `/api/v1/claims/${claim.id}`);
    expect(answer.body.credibilities[claim.id]).toEqual(after.body.claim.credibility);
    expect(answer.body.credibilities[rival.id]).toEqual(after.body.rivals[0].credibility);
    expect(after.body.claim.credibility.probability).toBeGreaterThan(
      before.body.claim.credibility.probability,
    );
  });

  test("a changed mind is a new row of history, the same mind again is not", async () => {
    const { claim } = await aSlot();
    const rater = await signedIn();
    for (const probability of [0.3, 0.3, 0.8, 0.8, 0.3])
      await post(rater, ratingOf(claim.id), { probability });
    expect(await historyOf(claim.id, rater.id)).toEqual(
      [0.3, 0.8, 0.3].map((probability) => ({ probability })),
    );
    const mine = await get(rater, `/api/v1/me/ratings?claim=${claim.id}`);
    expect(mine.body.ratings[claim.id].probability).toBe(0.3);
  });

  test("a double click leaves one rating and one row of history", async () => {
    const { claim } = await aSlot();
    const rater = await signedIn();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => post(rater, ratingOf(claim.id), { probability: 0.6 })),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(await historyOf(claim.id, rater.id)).toHaveLength(1);
  });

  test.each([0, 1, -0.1, 1.1, 0.001, 0.999, Number.NaN, "0.5", null, [0.5], undefined])(
    "a probability of %j is refused and changes nothing",
    async (probability) => {
      const { claim } = await aSlot();
      const rater = await signedIn();
      const answer = await post(rater, ratingOf(claim.id), { probability });
      expect(answer.body).toMatchObject({ problems: [{ path: "probability" }] });
      const outside = typeof probability === "number" && Number.isFinite(probability);
      expect(answer.body.reason).toBe(outside ? "probability-out-of-range" : "malformed");
      expect(await historyOf(claim.id, rater.id)).toEqual([]);
    },
  );

  test("a form says whole percents", async () => {
    const { claim } = await aSlot();
    const rater = await signedIn();
    const fields = { locale: "de", returnTo: `/de/claims/${claim.id}/rate` };
    const answer = await postForm(rater, ratingOf(claim.id), { ...fields, percent: "62 %" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/de/claims/${claim.id}`]);
    expect(await historyOf(claim.id, rater.id)).toEqual([{ probability: 0.62 }]);
    for (const percent of ["0", "100", "viel", ""]) {
      const refused = await postForm(rater, ratingOf(claim.id), { ...fields, percent });
      expect(refused.headers.get("location")).toMatch(/^\/de\/claims\/[^/]+\/rate\?draft=/);
    }
    expect(await historyOf(claim.id, rater.id)).toHaveLength(1);
  });

  test("a ruled claim takes no rating", async () => {
    const { claim } = await aSlot();
    await aVerdict({ claimId: claim.id });
    const rater = await signedIn();
    expect((await post(rater, ratingOf(claim.id), { probability: 0.5 })).body).toMatchObject({
      status: 409,
      reason: "claim-closed",
    });
    expect(await historyOf(claim.id, rater.id)).toEqual([]);
  });

  test("nobody rates in another member's name, nor sees what another has rated", async () => {
    const { claim } = await aSlot();
    const [rater, other] = [await signedIn(), await signedIn()];
    const memberId = other.id;
    expect((await post(rater, ratingOf(claim.id), { probability: 0.5, memberId })).status).toBe(400);
    await post(other, ratingOf(claim.id), { probability: 0.9 });
    expect((await get(rater, `/api/v1/me/ratings?claim=${claim.id}`)).body).toEqual({ ratings: {} });
    expect(await historyOf(claim.id, rater.id)).toEqual([]);
  });

  test.each(["nonsense", "00000000-0000-4000-8000-000000000000", "1' or '1'='1"])(
    "a claim %s is not found",
    async (id) => {
      const answer = await post(await signedIn(), ratingOf(encodeURIComponent(id)), { probability: 0.5 });
      expect(answer.body).toMatchObject({ status: 404, reason: "claim-not-found" });
    },
  );
});
