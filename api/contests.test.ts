import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { listContests } from "@/db/contest-lists";
import { isOwnMatter } from "@/db/queue-filters";
import { claim, verdict } from "@/db/schema/claims";
import { raterScore } from "@/db/schema/credibility";
import { decision } from "@/db/schema/decisions";
import { contest, queueItem } from "@/db/schema/moderation";
import { notification } from "@/db/schema/notifications";
import { aClaim, aDocument, aRating, aSource } from "@/db/test-data";
import { roleLimits } from "@/rules/limits";
import { type Asker, get, post, postForm, signedIn } from "./test-client";

async function aRuledClaim() {
  const [submitter, rater, ruler] = [await signedIn(), await signedIn(), await signedIn("moderator")];
  const { id: claimId } = await aClaim({ submittedBy: submitter.id });
  await aRating({ claimId, memberId: rater.id, at: new Date("2022-06-01T00:00:00Z") });
  const release = await aDocument({ kind: "press_release", published: "2022-07-04" });
  const verdictId = await rule(ruler, claimId, release.id);
  return { claimId, verdictId, submitter, rater, ruler, release, counter: await aDocument() };
}

const ruling = (documentId: string, more: Record<string, unknown> = {}) => ({
  outcome: "confirmed",
  basis: "official",
  documentId,
  passage: "67 W wired charging",
  knownAt: "2022-07-04",
  ...more,
});

async function rule(by: Asker, claimId: string, documentId: string, more: Record<string, unknown> = {}) {
  const { body } = await post(by, `/api/v1/claims/${claimId}/verdicts`, ruling(documentId, more));
  return body.claim.verdict.id as string;
}

type Case = Awaited<ReturnType<typeof aRuledClaim>>;

const objection = ({ verdictId, counter }: Case, more: Record<string, unknown> = {}) => ({
  verdictId,
  documentUrl: counter.url,
  passage: "It charges at 66 W.",
  reason: "The release speaks of another phone.",
  ...more,
});

const contestsOf = (claimId: string) => `/api/v1/claims/${claimId}/contests`;
const decisionOn = (id: string) => `/api/v1/contests/${id}/decision`;

async function aContest(of: Case, by: Asker) {
  const { body } = await post(by, contestsOf(of.claimId), objection(of));
  return body.id as string;
}

async function toldOf(eventId: string) {
  const rows = await database().select().from(notification).where(eq(notification.eventId, eventId));
  return rows.map(({ kind, memberId }) => [kind, memberId]).sort();
}

const openItems = (subjectId: string) =>
  database().$count(queueItem, and(eq(queueItem.subjectId, subjectId), eq(queueItem.kind, "contest")));

describe("a ruling", () => {
  test("is told once to who submitted and rated the claim and who its note mentions, never to who ruled", async () => {
    const [submitter, rater, called, ruler] = [
      await signedIn(),
      await signedIn(),
      await signedIn(),
      await signedIn("moderator"),
    ];
    const { id } = await aClaim({ submittedBy: submitter.id });
    for (const one of [rater, ruler]) await aRating({ claimId: id, memberId: one.id });
    await aRating({ claimId: id, memberId: (await signedIn("member", { simulated: true })).id });
    const note = `Thanks, @${called.handle} and @${ruler.handle} and @nobody-here.`;
    const verdictId = await rule(ruler, id, (await aDocument({ published: "2022-07-04" })).id, { note });
    expect(await toldOf(verdictId)).toEqual(
      [
        ["claim_ruled", rater.id],
        ["claim_ruled", submitter.id],
        ["mentioned", called.id],
      ].sort(),
    );
  });
});

describe("an objection", () => {
  test("waits in the queue, is told to those concerned, and shows no words before it is answered", async () => {
    const of = await aRuledClaim();
    const contester = await signedIn();
    const id = await aContest(of, contester);
    expect(await openItems(id)).toBe(1);
    expect(await toldOf(id)).toEqual(
      [of.submitter.id, of.rater.id, of.ruler.id].map((who) => ["verdict_contested", who]).sort(),
    );
    const told = await database().select().from(notification).where(eq(notification.eventId, id));
    expect(new Set(told.map(({ reason }) => reason))).toEqual(new Set([null]));
    expect(await listContests(of.claimId)).toMatchObject([{ id, state: "open", reason: null }]);
    const again = await post(contester, contestsOf(of.claimId), objection(of));
    expect(again).toMatchObject({ status: 409, body: { reason: "already-contested" } });
  });

  test("may bring a document that is not here yet, of a source that is, where a contributor vouches for it", async () => {
    const of = await aRuledClaim();
    const documentUrl = `https://counter.example/${of.claimId}`;
    const unknown = await post(await signedIn(), contestsOf(of.claimId), objection(of, { documentUrl }));
    expect(unknown.body).toMatchObject({ reason: "document-not-found", problems: [{ path: "documentUrl" }] });
    const { name, slug } = await aSource({ name: `Counter ${of.claimId}` });
    const document = { title: "Not so", publisher: "nobody-known", published: "2022-07-06", language: "en" };
    const unread = objection(of, { documentUrl, document });
    expect((await post(await signedIn(), contestsOf(of.claimId), unread)).body.reason).toBe(
      "document-not-on-file",
    );
    const stranger = await post(
      await signedIn("contributor"),
      contestsOf(of.claimId),
      objection(of, { documentUrl, document }),
    );
    expect(stranger.body).toMatchObject({ reason: "source-not-found", problems: [{ path: "publisher" }] });
    const form = await postForm(await signedIn("contributor"), contestsOf(of.claimId), {
      ...{ locale: "en", returnTo: `/en/claims/${of.claimId}/contest`, verdictId: of.verdictId },
      ...{ ...document, publisher: name, documentUrl, reason: "See there.", passage: "" },
    });
    expect(form.headers.get("location")).toBe(`/en/claims/${of.claimId}/contest`);
    const json = objection(of, { documentUrl, document: { ...document, publisher: slug } });
    expect((await post(await signedIn(), contestsOf(of.claimId), json)).status).toBe(200);
    const rows = await database().select().from(contest).where(eq(contest.claimId, of.claimId));
    expect(new Set(rows.map(({ documentId }) => documentId)).size).toBe(1);
  });

  test("is about the verdict that its author saw", async () => {
    const of = await aRuledClaim();
    await rule(of.ruler, of.claimId, of.release.id, { outcome: "partly", supersedesId: of.verdictId });
    const late = await post(await signedIn(), contestsOf(of.claimId), objection(of));
    expect(late).toMatchObject({
      status: 409,
      body: { reason: "already-ruled", standing: { outcome: "partly", decidedBy: null } },
    });
  });

  test("is one of so many a day, whatever became of them", async () => {
    const [of, contester] = [await aRuledClaim(), await signedIn()];
    const row = { memberId: contester.id, documentId: of.counter.id, reason: "No." };
    for (let n = 1; n < roleLimits.member.contests; n += 1) {
      const { claimId: other, verdictId: ruled } = await aRuledClaim();
      await database()
        .insert(contest)
        .values({ ...row, claimId: other, verdictId: ruled, state: "withdrawn" });
    }
    expect((await post(contester, contestsOf(of.claimId), objection(of))).status).toBe(200);
    const next = await aRuledClaim();
    const refused = await post(contester, contestsOf(next.claimId), objection(next));
    expect(refused).toMatchObject({ status: 429, body: { reason: "daily-limit" } });
  });

  test("is not about a claim that was merged into another", async () => {
    const of = await aRuledClaim();
    const { id: mergedIntoId } = await aClaim();
    await database().update(claim).set({ mergedIntoId }).where(eq(claim.id, of.claimId));
    const answer = await post(await signedIn(), contestsOf(of.claimId), objection(of));
    expect(answer).toMatchObject({ status: 404, body: { reason: "claim-not-found" } });
  });

  test("comes too late after seven days, and Postgres holds that too", async () => {
    const of = await aRuledClaim();
    const { id: claimId } = await aClaim();
    const decidedAt = new Date(Date.now() - 7 * 86_400_000 - 1000);
    const [old] = await database()
      .insert(verdict)
      .values({
        ...{ claimId, outcome: "confirmed", basis: "independent", decidedBy: of.ruler.id, decidedAt },
        knownAt: decidedAt,
      })
      .returning();
    const answer = await post(
      await signedIn(),
      contestsOf(claimId),
      objection(of, { verdictId: old?.id ?? "" }),
    );
    expect(answer.body.reason).toBe("contest-too-late");
    const { id: memberId } = await signedIn();
    const row = { verdictId: old?.id ?? "", claimId, memberId, documentId: of.counter.id, reason: "Late." };
    await expect(database().insert(contest).values(row)).rejects.toMatchObject({
      cause: { constraint_name: "contest_is_due" },
    });
  });

  test("can be taken back by its author alone, and then nobody waits for it", async () => {
    const of = await aRuledClaim();
    const contester = await signedIn();
    const id = await aContest(of, contester);
    const path = `/api/v1/contests/${id}/withdraw`;
    expect((await post(of.rater, path, {})).body.reason).toBe("not-your-contest");
    expect((await post(contester, path, {})).status).toBe(200);
    expect((await post(contester, path, {})).body.reason).toBe("already-decided");
    expect(await listContests(of.claimId)).toEqual([]);
    await rule(of.ruler, of.claimId, of.release.id, { outcome: "partly", supersedesId: of.verdictId });
  });

  test("holds the verdict until another moderator has answered", async () => {
    const of = await aRuledClaim();
    const contester = await signedIn("moderator");
    const id = await aContest(of, contester);
    const again = ruling(of.release.id, { outcome: "refuted", supersedesId: of.verdictId });
    const ruled = await post(of.ruler, `/api/v1/claims/${of.claimId}/verdicts`, again);
    expect(ruled).toMatchObject({ status: 409, body: { reason: "contest-waits" } });
    const open = { verdictId: of.verdictId, reason: "My mistake." };
    const reopened = await post(of.ruler, `/api/v1/claims/${of.claimId}/reopenings`, open);
    expect(reopened.body.reason).toBe("contest-waits");
    await expect(
      database().update(claim).set({ verdictId: null }).where(eq(claim.id, of.claimId)),
    ).rejects.toMatchObject({ cause: { constraint_name: "contested_verdict_stands" } });
    const reject = { decision: "rejected", answer: "It stands." };
    expect((await post(of.ruler, decisionOn(id), reject)).body.reason).toBe("your-own-verdict");
    expect((await post(contester, decisionOn(id), reject)).body.reason).toBe("your-own-contest");
    for (const decidedBy of [of.ruler.id, contester.id])
      await expect(
        database()
          .update(contest)
          .set({ state: "rejected", decidedBy, decidedAt: new Date(), answer: "No." })
          .where(eq(contest.id, id)),
      ).rejects.toMatchObject({ cause: { constraint_name: "contest_decided_by_another" } });
  });

  test("is not decided by who submitted the claim, nor handed out to them", async () => {
    const of = await aRuledClaim();
    const id = await aContest(of, await signedIn());
    const own = await signedIn("moderator");
    const item = { theirs: isOwnMatter(own.id) };
    const condition = and(eq(queueItem.subjectId, id), eq(queueItem.kind, "contest"));
    expect(await database().select(item).from(queueItem).where(condition)).toEqual([{ theirs: false }]);
    await database().update(claim).set({ submittedBy: own.id }).where(eq(claim.id, of.claimId));
    expect(await database().select(item).from(queueItem).where(condition)).toEqual([{ theirs: true }]);
    const reject = { decision: "rejected", answer: "It stands." };
    expect((await post(own, decisionOn(id), reject)).body.reason).toBe("your-own-claim");
  });

  test("is rejected with an answer for its author and for who ruled", async () => {
    const of = await aRuledClaim();
    const contester = await signedIn();
    const id = await aContest(of, contester);
    const other = await signedIn("moderator");
    const answer = await post(other, decisionOn(id), {
      decision: "rejected",
      answer: "It names this phone.",
    });
    expect(answer.body).toMatchObject({ state: "rejected" });
    expect((await post(other, decisionOn(id), { decision: "rejected", answer: "Again." })).body.reason).toBe(
      "already-decided",
    );
    const told = (await toldOf(id)).filter(([kind]) => kind === "contest_decided");
    expect(told.map(([, who]) => who).sort()).toEqual([contester.id, of.ruler.id].sort());
    const page = await get(null, `/api/v1/claims/${of.claimId}`);
    expect(page.body.claim.verdict.id).toBe(of.verdictId);
  });

  test("is upheld by another verdict, and all that wait on the same one with it", async () => {
    const of = await aRuledClaim();
    const ids = [await aContest(of, await signedIn()), await aContest(of, await signedIn())];
    const other = await signedIn("moderator");
    const bad = { decision: "superseded", answer: "You are right.", verdict: { ...ruling("", {}) } };
    expect((await post(other, decisionOn(ids[0] ?? ""), bad)).status).toBe(400);
    const answer = await postForm(other, decisionOn(ids[0] ?? ""), {
      ...{ locale: "en", returnTo: `/en/moderation/contests/${ids[0]}`, answer: "You are right." },
      ...{ decision: "superseded", outcome: "refuted", basis: "official", passage: "66 W", note: "" },
      ...{ documentId: of.release.id, documentUrl: "", knownAt: "2022-07-04", knownTime: "", qualifier: "" },
    });
    expect(answer.headers.get("location")).toBe(`/en/moderation/contests/${ids[0]}?done=1`);
    const page = await get(null, `/api/v1/claims/${of.claimId}`);
    expect(page.body).toMatchObject({
      claim: { verdict: { outcome: "refuted" } },
      formerVerdicts: [{ id: of.verdictId, outcome: "confirmed" }],
    });
    expect((await listContests(of.claimId)).map(({ state }) => state)).toEqual(["upheld", "upheld"]);
    const log = await database().select().from(decision).where(eq(decision.claimId, of.claimId));
    expect(log.map(({ kind }) => kind).sort()).toEqual([
      "contest_upheld",
      "contest_upheld",
      "verdict",
      "verdict",
    ]);
  });

  test("is upheld by opening the claim again", async () => {
    const of = await aRuledClaim();
    const contester = await signedIn();
    const id = await aContest(of, contester);
    const answer = { decision: "reopened", answer: "The release was a forgery." };
    expect((await post(await signedIn("moderator"), decisionOn(id), answer)).status).toBe(200);
    const page = await get(null, `/api/v1/claims/${of.claimId}`);
    expect(page.body).toMatchObject({ claim: { verdict: null }, formerVerdicts: [{ id: of.verdictId }] });
  });
});

describe("a reopening", () => {
  test("takes the scores back, takes ratings again, and tells those concerned; the next verdict begins anew", async () => {
    const of = await aRuledClaim();
    const scores = () => database().$count(raterScore, eq(raterScore.claimId, of.claimId));
    expect(await scores()).toBe(1);
    const path = `/api/v1/claims/${of.claimId}/reopenings`;
    const stale = await post(of.ruler, path, { verdictId: of.claimId, reason: "Wrong phone." });
    expect(stale.body.reason).toBe("already-ruled");
    const open = { verdictId: of.verdictId, reason: "Wrong phone." };
    expect((await post(of.ruler, path, open)).status).toBe(200);
    expect((await post(of.ruler, path, open)).body.reason).toBe("claim-open");
    expect(await scores()).toBe(0);
    const [log] = await database()
      .select()
      .from(decision)
      .where(and(eq(decision.claimId, of.claimId), eq(decision.kind, "claim_reopened")));
    expect(log).toMatchObject({ reason: "Wrong phone.", detail: { outcome: "confirmed" } });
    expect(await toldOf(log?.subjectId ?? "")).toEqual(
      [of.submitter.id, of.rater.id].map((who) => ["claim_reopened", who]).sort(),
    );
    const rated = await post(of.rater, `/api/v1/claims/${of.claimId}/rating`, { probability: 0.7 });
    expect(rated.status).toBe(200);
    await rule(of.ruler, of.claimId, of.release.id, { outcome: "refuted" });
    const page = await get(null, `/api/v1/claims/${of.claimId}`);
    expect(page.body.claim.verdict.outcome).toBe("refuted");
    expect(await scores()).toBe(1);
  });

  test("is for moderators, on claims that are not their own, and not for simulated ones", async () => {
    const of = await aRuledClaim();
    const path = `/api/v1/claims/${of.claimId}/reopenings`;
    const open = { verdictId: of.verdictId, reason: "Wrong phone." };
    expect((await post(await signedIn("contributor"), path, open)).body.reason).toBe("moderators-only");
    const simulated = await signedIn("moderator", { simulated: true });
    expect((await post(simulated, path, open)).body.reason).toBe("simulated-cannot-reopen");
    const own = await signedIn("moderator");
    await database().update(claim).set({ submittedBy: own.id }).where(eq(claim.id, of.claimId));
    expect((await post(own, path, open)).body.reason).toBe("your-own-claim");
  });
});
