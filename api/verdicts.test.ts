import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database, transaction } from "@/db/client";
import { claim, verdict } from "@/db/schema/claims";
import { decision } from "@/db/schema/decisions";
import { lockAllSlots } from "@/db/slot-locks";
import { aClaim, aDevice, aDocument, anAttribute, aRating, aReport, aSource } from "@/db/test-data";
import { get, post, postForm, signedIn } from "./test-client";

async function aCase() {
  const place = { deviceId: (await aDevice()).id, attributeId: (await anAttribute()).id };
  const leaker = await aSource({ kind: "leaker" });
  const leak = await aDocument({ sourceId: leaker.id, published: "2022-02-08" });
  const right = await aClaim(place);
  await aReport({ claimId: right.id, documentId: leak.id, originId: leaker.id, fidelity: "exact" });
  const wrong = await aClaim({ ...place, value: { number: 120, unit: "W" }, valueKey: "120" });
  const release = await aDocument({ kind: "press_release", published: "2022-07-04" });
  return { right, wrong, release, leaker };
}

function draft(documentId: string, more: Record<string, unknown> = {}) {
  return {
    outcome: "confirmed",
    basis: "official",
    documentId,
    passage: "67 W wired charging",
    knownAt: "2022-07-04",
    ...more,
  };
}

const verdictsOf = (id: string) => `/api/v1/claims/${id}/verdicts`;
const count = (claimId: string) => database().$count(verdict, eq(verdict.claimId, claimId));

describe("ruling", () => {
  test("a moderator's verdict closes the claim, rules on no rival, and stands in the log", async () => {
    const { right, wrong, release } = await aCase();
    const moderator = await signedIn("moderator");
    const answer = await post(moderator, verdictsOf(right.id), draft(release.id, { note: "As announced." }));
    expect(answer.body).toMatchObject({
      claim: { verdict: { outcome: "confirmed", knownAt: "2022-07-04T00:00:00.000Z" } },
      rivals: [{ id: wrong.id, verdict: null }],
    });
    const log = await database().select().from(decision).where(eq(decision.claimId, right.id));
    expect(log).toMatchObject([{ kind: "verdict", actorId: moderator.id, reason: "As announced." }]);
  });

  test("everything that follows is told beforehand, and telling it saves nothing", async () => {
    const { right, wrong, release, leaker } = await aCase();
    await aRating({ claimId: right.id, at: new Date("2022-06-01T00:00:00Z") });
    await aRating({ claimId: right.id });
    const moderator = await signedIn("moderator");
    const preview = await post(moderator, `${verdictsOf(right.id)}/preview`, draft(release.id));
    expect(preview).toMatchObject({
      status: 200,
      body: {
        closesRating: true,
        ratings: { scored: 1, afterKnown: 1 },
        rivals: [{ id: wrong.id, outcome: null, excluded: true }],
        sources: [{ source: { slug: leaker.slug }, stance: "supports", record: "hit" }],
      },
    });
    expect(await count(right.id)).toBe(0);
  });

  test("who asks during an import what would follow is told to come back, like who rules", async () => {
    const { right, release } = await aCase();
    const moderator = await signedIn("moderator");
    const [preview, ruling] = await transaction(async (importing) => {
      await lockAllSlots(importing);
      await importing.select().from(claim).where(eq(claim.id, right.id)).for("update");
      return Promise.all([
        post(moderator, `${verdictsOf(right.id)}/preview`, draft(release.id)),
        post(moderator, verdictsOf(right.id), draft(release.id)),
      ]);
    });
    expect(preview).toMatchObject({ status: 503, body: { reason: "busy" } });
    expect(ruling).toMatchObject({ status: 503, body: { reason: "busy" } });
  });

  test("of two moderators at once one rules, the other is told what now stands", async () => {
    const { right, release } = await aCase();
    const outcomes = ["confirmed", "refuted"];
    const answers = await Promise.all(
      outcomes.map(async (outcome) =>
        post(await signedIn("moderator"), verdictsOf(right.id), draft(release.id, { outcome })),
      ),
    );
    const [winner, loser] = answers.sort((a, b) => a.status - b.status);
    expect([winner?.status, loser?.status]).toEqual([200, 409]);
    expect(loser?.body.reason).toBe("already-ruled");
    // To a moderator also whose it is.
    expect(loser?.body.standing).toMatchObject(winner?.body.claim.verdict);
    expect(await count(right.id)).toBe(1);
  });

  test("a verdict is superseded by one that names it, never edited", async () => {
    const { right, release } = await aCase();
    const moderator = await signedIn("moderator");
    const first = await post(moderator, verdictsOf(right.id), draft(release.id));
    const again = draft(release.id, { outcome: "partly", qualifier: "region_limited" });
    expect((await post(moderator, verdictsOf(right.id), again)).body.reason).toBe("already-ruled");
    const supersedesId = first.body.claim.verdict.id;
    expect((await post(moderator, verdictsOf(right.id), { ...again, supersedesId })).status).toBe(200);
    const page = await get(null, `/api/v1/claims/${right.id}`);
    expect(page.body.claim.verdict).toMatchObject({ outcome: "partly", qualifier: "region_limited" });
    expect(page.body.formerVerdicts).toMatchObject([{ id: supersedesId, outcome: "confirmed" }]);
  });

  test("nobody rules on a claim they submitted", async () => {
    const { right, release } = await aCase();
    const moderator = await signedIn("moderator");
    await database().update(claim).set({ submittedBy: moderator.id }).where(eq(claim.id, right.id));
    for (const path of [verdictsOf(right.id), `${verdictsOf(right.id)}/preview`])
      expect((await post(moderator, path, draft(release.id))).body).toMatchObject({
        status: 403,
        reason: "your-own-claim",
      });
    expect(await count(right.id)).toBe(0);
  });

  test.each<[string, Record<string, unknown>, string, string]>([
    ["without a document", { documentId: null }, "document-required", "documentId"],
    ["without a passage", { passage: null }, "passage-required", "passage"],
    ["with a blank passage", { passage: " \n " }, "malformed", "passage"],
    ["with a hidden character", { passage: "67\u200b W" }, "text-not-allowed", "passage"],
    [
      "known tomorrow",
      { knownAt: new Date(Date.now() + 86_400_000).toISOString() },
      "known-in-the-future",
      "knownAt",
    ],
    [
      "known in a minute",
      { knownAt: new Date(Date.now() + 60_000).toISOString() },
      "known-in-the-future",
      "knownAt",
    ],
    ["known before it was published", { knownAt: "2022-07-01" }, "known-before-published", "knownAt"],
    ["known on no day", { knownAt: "2022-02-31" }, "malformed", "knownAt"],
    [
      "known before there was anything to know, by no document",
      { basis: "independent", documentId: null, passage: null, knownAt: "0001-01-01T00:00:00Z" },
      "malformed",
      "knownAt",
    ],
    ["unresolved on a basis", { outcome: "unresolved" }, "basis-does-not-fit", "basis"],
    ["confirmed on no basis", { basis: "none" }, "basis-does-not-fit", "basis"],
    ["confirmed by lapse", { basis: "lapse" }, "basis-does-not-fit", "basis"],
    ["of an unknown outcome", { outcome: "true" }, "malformed", "outcome"],
    [
      "by an unknown document",
      { documentId: "00000000-0000-4000-8000-000000000000" },
      "document-not-found",
      "documentId",
    ],
    ["in another's name", { decidedBy: "00000000-0000-4000-8000-000000000000" }, "malformed", "decidedBy"],
  ])("a verdict %s is refused and changes nothing", async (_, more, reason, path) => {
    const { right, release } = await aCase();
    const answer = await post(await signedIn("moderator"), verdictsOf(right.id), draft(release.id, more));
    expect(answer.body).toMatchObject({ reason, problems: [{ path }] });
    expect(await count(right.id)).toBe(0);
  });

  test("a form leaves what is empty out, and keeps what was typed when it is refused", async () => {
    const { right, release } = await aCase();
    const moderator = await signedIn("moderator");
    const fields = {
      locale: "en",
      returnTo: `/en/claims/${right.id}/rule`,
      qualifier: "",
      note: "",
      supersedesId: "",
    };
    const typed = { ...fields, ...(draft(release.id) as Record<string, string>) };
    const refused = await postForm(moderator, verdictsOf(right.id), { ...typed, passage: "" });
    expect(refused.headers.get("location")).toMatch(new RegExp(`^/en/claims/${right.id}/rule\\?draft=`));
    const ruled = await postForm(moderator, verdictsOf(right.id), { ...typed, knownTime: "09:30" });
    expect(ruled.headers.get("location")).toBe(`/en/claims/${right.id}`);
    const page = await get(null, `/api/v1/claims/${right.id}`);
    expect(page.body.claim.verdict.knownAt).toBe("2022-07-04T09:30:00.000Z");
  });
});
