import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { decision, submission } from "@/db/schema/decisions";
import { member } from "@/db/schema/members";
import { aDevice, anAttribute, aSource } from "@/db/test-data";
import { ACCEPTED_FOR_CONTRIBUTOR } from "@/rules/roles";
import { type Asker, get, post, signedIn } from "./test-client";

let pages = 0;

async function aQueued(author: Asker, url = `https://outlet.example/queued-${++pages}`): Promise<string> {
  const answer = await post(author, "/api/v1/claims", {
    url,
    title: "A story",
    published: "2022-05-01",
    language: "en",
    documentKind: "article",
    publisher: { slug: (await aSource()).slug },
    device: { slug: (await aDevice()).slug },
    attribute: (await anAttribute()).slug,
    value: { number: 67 },
    statement: "It charges at 67 W.",
    statementLanguage: "en",
    origin: null,
  });
  expect(answer.body.state).toBe("queued");
  return answer.body.id;
}

async function stateOf(id: string) {
  const [row] = await database().select().from(submission).where(eq(submission.id, id));
  return row;
}

const accept = { decision: "accept" };
const queueOf = (id: string) => `/api/v1/moderation/${id}`;

describe("the queue", () => {
  test("accepting makes a submission public under its author's name, and the log says who did", async () => {
    const [author, moderator] = [await signedIn(), await signedIn("moderator")];
    const id = await aQueued(author);
    const answer = await post(moderator, queueOf(id), accept);
    expect(answer.body).toMatchObject({ id, state: "accepted" });
    const page = await get(null, `/api/v1/claims/${answer.body.claimId}`);
    expect(page.body.claim.submittedBy.handle).toBe(author.handle);
    const log = await database().select().from(decision).where(eq(decision.subjectId, id));
    expect(log).toMatchObject([{ kind: "submission_accepted", actorId: moderator.id }]);
  });

  test("refusing needs a reason, which the log tells", async () => {
    const [author, moderator] = [await signedIn(), await signedIn("moderator")];
    const id = await aQueued(author);
    for (const reason of [undefined, null, "  "])
      expect((await post(moderator, queueOf(id), { decision: "refuse", reason })).status).toBeGreaterThan(
        399,
      );
    expect((await stateOf(id))?.state).toBe("queued");
    const refused = await post(moderator, queueOf(id), { decision: "refuse", reason: "Not in the page." });
    expect(refused.body).toMatchObject({ state: "refused", claimId: null });
    expect(await stateOf(id)).toMatchObject({ reason: "Not in the page.", decidedBy: moderator.id });
    const log = await database().select().from(decision).where(eq(decision.subjectId, id));
    expect(log).toMatchObject([{ kind: "submission_refused", reason: "Not in the page." }]);
  });

  test("of two moderators at once one decides", async () => {
    const id = await aQueued(await signedIn());
    const answers = await Promise.all(
      [1, 2].map(async () => post(await signedIn("moderator"), queueOf(id), accept)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.reason).toBe("already-decided");
  });

  test("nobody decides on their own submission", async () => {
    const author = await signedIn();
    const id = await aQueued(author);
    await database().update(member).set({ role: "moderator" }).where(eq(member.id, author.id));
    expect((await post(author, queueOf(id), accept)).body.reason).toBe("your-own-submission");
  });

  test("two submissions of one page cannot both be accepted, and the second stays to be refused", async () => {
    const moderator = await signedIn("moderator");
    const [first, second] = [await aQueued(await signedIn()), await aQueued(await signedIn())];
    const twin = (await stateOf(first))?.content;
    if (!twin) throw new Error("no submission");
    await database().update(submission).set({ content: twin }).where(eq(submission.id, second));
    expect((await post(moderator, queueOf(first), accept)).status).toBe(200);
    expect((await post(moderator, queueOf(second), accept)).body.reason).toBe("already-reported");
    expect((await stateOf(second))?.state).toBe("queued");
    expect((await post(moderator, queueOf(second), { decision: "refuse", reason: "Twice." })).status).toBe(
      200,
    );
  });

  test("only its author may withdraw a submission, and only while it waits", async () => {
    const [author, other] = [await signedIn(), await signedIn("admin")];
    const id = await aQueued(author);
    const withdraw = (asker: Asker | null) => post(asker, `/api/v1/submissions/${id}/withdraw`, {});
    expect((await withdraw(other)).body.reason).toBe("not-your-submission");
    expect((await withdraw(null)).body.reason).toBe("sign-in-first");
    expect((await withdraw(author)).body.state).toBe("withdrawn");
    expect((await withdraw(author)).body.reason).toBe("already-decided");
    expect((await post(other, queueOf(id), accept)).body.reason).toBe("already-decided");
  });

  test("a moderator sees what waits, and what has become unacceptable; its author sees where it stands", async () => {
    const [author, moderator] = [await signedIn(), await signedIn("moderator")];
    const first = await aQueued(author);
    const second = await aQueued(await signedIn());
    const content = (await stateOf(first))?.content;
    await database().update(submission).set({ content }).where(eq(submission.id, second));
    await post(moderator, queueOf(first), accept);
    const waiting = (await get(moderator, "/api/v1/moderation")).body.submissions;
    expect(waiting.find((row: { id: string }) => row.id === second)).toMatchObject({
      objection: "already-reported",
    });
    expect(waiting.map((row: { id: string }) => row.id)).not.toContain(first);
    expect((await get(author, "/api/v1/moderation")).body.reason).toBe("moderators-only");
    expect((await get(null, "/api/v1/me/submissions")).body.reason).toBe("sign-in-first");
    expect((await get(author, "/api/v1/me/submissions")).body).toMatchObject({
      submissions: [{ id: first, state: "accepted" }],
      next: null,
    });
  });

  test("good submissions earn the right to publish at once, once", async () => {
    const [author, moderator] = [await signedIn(), await signedIn("moderator")];
    for (let count = 1; count <= ACCEPTED_FOR_CONTRIBUTOR; count += 1) {
      const [row] = await database().select().from(member).where(eq(member.id, author.id));
      expect(row?.role).toBe("member");
      await post(moderator, queueOf(await aQueued(author)), accept);
    }
    const [row] = await database().select().from(member).where(eq(member.id, author.id));
    expect(row?.role).toBe("contributor");
    const log = await database().select().from(decision).where(eq(decision.subjectId, author.id));
    expect(log).toMatchObject([{ kind: "role_granted", actorId: null }]);
  });
});
