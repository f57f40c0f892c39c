import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { findDiscussion } from "@/db/comments";
import { comment } from "@/db/schema/comments";
import { change, decision } from "@/db/schema/decisions";
import { flag, queueItem } from "@/db/schema/moderation";
import { notification } from "@/db/schema/notifications";
import { aClaim } from "@/db/test-data";
import { type Asker, post, postForm, signedIn } from "./test-client";

async function said(by: Asker, claimId: string, text: string, parentId: string | null = null) {
  const { status, body } = await post(by, `/api/v1/claims/${claimId}/comments`, { text, parentId });
  expect(status).toBe(200);
  return body.id as string;
}

const flagComment = (by: Asker, id: string, reason = "spam") =>
  post(by, "/api/v1/flags", { kind: "comment", id, reason });

async function backdate(id: string, minutes: number) {
  const createdAt = new Date(Date.now() - minutes * 60_000);
  await database().update(comment).set({ createdAt }).where(eq(comment.id, id));
}

const noticesTo = (memberId: string) =>
  database().select().from(notification).where(eq(notification.memberId, memberId));

describe("comments on a claim", () => {
  test("are said by members with a handle, about a claim that exists, in bounded text", async () => {
    const claim = await aClaim();
    const path = `/api/v1/claims/${claim.id}/comments`;
    const member = await signedIn();
    expect((await post(null, path, { text: "Hm." })).body.reason).toBe("sign-in-first");
    expect((await post(member, path, { text: " " })).status).toBe(400);
    expect((await post(member, path, { text: "x".repeat(2001) })).status).toBe(400);
    expect((await post(member, path, { text: "> > > > > >" })).body.reason).toBe("text-not-allowed");
    const elsewhere = path.replace(claim.id, member.id);
    expect((await post(member, elsewhere, { text: "Hm." })).body.reason).toBe("claim-not-found");
    await said(member, claim.id, "A logo is not a lens.");
    const { count, threads } = await findDiscussion(claim.id);
    expect(count).toBe(1);
    expect(threads).toMatchObject([{ text: "A logo is not a lens.", author: { handle: member.handle } }]);
  });

  test("have replies one level deep, whose authors are told once, and not of their own", async () => {
    const claim = await aClaim();
    const [first, second] = [await signedIn(), await signedIn()];
    const top = await said(first, claim.id, "120 W, surely.");
    const reply = await said(second, claim.id, "67 W.", top);
    await said(first, claim.id, "We shall see.", reply);
    await said(first, claim.id, "And another thing.", top);
    const { threads } = await findDiscussion(claim.id);
    expect(threads[0]?.replies.map(({ text }) => text)).toEqual([
      "67 W.",
      "We shall see.",
      "And another thing.",
    ]);
    expect(await noticesTo(first.id)).toMatchObject([{ kind: "comment_replied", eventId: reply }]);
    expect(await noticesTo(second.id)).toHaveLength(1);
    const other = await aClaim();
    const answer = await post(first, `/api/v1/claims/${other.id}/comments`, { text: "Hm.", parentId: top });
    expect(answer.body.reason).toBe("comment-not-found");
  });

  test("cannot be nested deeper by anybody", async () => {
    const claim = await aClaim();
    const member = await signedIn();
    const top = await said(member, claim.id, "One.");
    const reply = await said(member, claim.id, "Two.", top);
    const deeper = database()
      .insert(comment)
      .values({ claimId: claim.id, memberId: member.id, text: "Three.", parentId: reply });
    await expect(deeper).rejects.toMatchObject({ cause: { constraint_name: "comment_is_flat" } });
  });

  test("are edited by their author within fifteen minutes, and by nobody else", async () => {
    const claim = await aClaim();
    const [author, moderator] = [await signedIn(), await signedIn("moderator")];
    const id = await said(author, claim.id, "67 w.");
    const edit = (by: Asker) => post(by, `/api/v1/comments/${id}`, { text: "67 W." });
    expect((await edit(moderator)).body.reason).toBe("not-your-comment");
    expect((await edit(author)).status).toBe(200);
    await backdate(id, 16);
    expect((await edit(author)).body.reason).toBe("edit-window-over");
    const { threads } = await findDiscussion(claim.id);
    expect(threads[0]?.text).toBe("67 W.");
    expect(threads[0]?.editedAt).not.toBeNull();
  });

  test("are erased when their author removes them, and their replies stay", async () => {
    const claim = await aClaim();
    const [author, other] = [await signedIn(), await signedIn()];
    const top = await said(author, claim.id, "I know somebody there.");
    await said(other, claim.id, "Who?", top);
    expect((await post(author, `/api/v1/comments/${top}/remove`, {})).status).toBe(200);
    const [row] = await database().select().from(comment).where(eq(comment.id, top));
    expect(row?.text).toBe("");
    const { threads, count } = await findDiscussion(claim.id);
    expect(threads).toMatchObject([{ text: null, removedBy: "author", replies: [{ text: "Who?" }] }]);
    expect(count).toBe(1);
  });

  test("are taken down by a moderator with a reason that the author and the log are told", async () => {
    const claim = await aClaim();
    const [author, member, moderator] = [await signedIn(), await signedIn(), await signedIn("moderator")];
    const id = await said(author, claim.id, "Buy watches.");
    const remove = (by: Asker, body: object) => post(by, `/api/v1/comments/${id}/remove`, body);
    expect((await remove(member, { reason: "Spam." })).body.reason).toBe("not-your-comment");
    expect((await remove(moderator, {})).body.reason).toBe("reason-required");
    expect((await remove(moderator, { reason: "Advertising." })).status).toBe(200);
    expect((await findDiscussion(claim.id)).threads).toEqual([]);
    expect(await noticesTo(author.id)).toMatchObject([{ kind: "comment_removed", reason: "Advertising." }]);
    const log = await database().select().from(decision).where(eq(decision.claimId, claim.id));
    expect(log).toMatchObject([{ kind: "comment_removed", actorId: moderator.id, reason: "Advertising." }]);
  });

  test("come back to the form with what was typed when they are refused", async () => {
    const claim = await aClaim();
    const member = await signedIn();
    const returnTo = `/de/claims/${claim.id}/discussion`;
    const path = `/api/v1/claims/${claim.id}/comments`;
    const refused = await postForm(member, path, { text: "> > > > > deep", locale: "de", returnTo });
    expect(refused.status).toBe(303);
    expect(refused.headers.get("location")).toMatch(/^\/de\/claims\/[\w-]+\/discussion\?draft=/);
    const sent = await postForm(member, path, { text: "Fein.", locale: "de", returnTo });
    expect(sent.headers.get("location")).toMatch(/^\/de\/claims\/[\w-]+\/discussion\?saved=[\w-]+#c-/);
  });
});

describe("flags", () => {
  test("put what they are about into the queue once, and bring it forward as they gather", async () => {
    const claim = await aClaim();
    const [author, one, two, three] = await Promise.all([signedIn(), signedIn(), signedIn(), signedIn()]);
    const id = await said(author, claim.id, "Buy watches.");
    expect((await flagComment(author, id)).body.reason).toBe("not-your-own-flag");
    expect((await flagComment(one, id)).status).toBe(200);
    expect((await flagComment(one, id)).body.reason).toBe("already-flagged");
    const items = () => database().select().from(queueItem).where(eq(queueItem.subjectId, id));
    const [before] = await items();
    expect(before).toMatchObject({ kind: "flag", claimId: claim.id, memberId: author.id });
    await flagComment(two, id);
    expect((await findDiscussion(claim.id)).threads[0]?.folded).toBe(false);
    await flagComment(three, id);
    const after = await items();
    expect(after).toHaveLength(1);
    expect(after[0]?.dueAt.getTime()).toBeLessThan(before?.dueAt.getTime() ?? 0);
    expect((await findDiscussion(claim.id)).threads[0]?.folded).toBe(true);
    const tags = await database().select({ tag: change.tag }).from(change);
    expect(tags.map(({ tag }) => tag)).toContain(`claim:${claim.id}`);
  });

  test("are decided together by a moderator, each flagger told once, and count by how they came out", async () => {
    const claim = await aClaim();
    const [author, one, two, moderator] = await Promise.all([
      signedIn(),
      signedIn(),
      signedIn(),
      signedIn("moderator"),
    ]);
    const id = await said(author, claim.id, "Buy watches.");
    await flagComment(one, id);
    await flagComment(two, id, "abuse");
    const path = `/api/v1/moderation/flags/comment/${id}`;
    const ruling = { decision: "upheld", reason: "Advertising.", removeComment: true };
    expect((await post(one, path, ruling)).body.reason).toBe("moderators-only");
    expect((await post(moderator, path, ruling)).status).toBe(200);
    expect((await post(moderator, path, ruling)).status).toBeGreaterThanOrEqual(400);
    for (const flagger of [one, two])
      expect(await noticesTo(flagger.id)).toMatchObject([{ kind: "flag_decided", reason: "Advertising." }]);
    expect(await noticesTo(author.id)).toMatchObject([{ kind: "comment_removed" }]);
    const [item] = await database().select().from(queueItem).where(eq(queueItem.subjectId, id));
    expect(item).toMatchObject({ closedBy: moderator.id });
    const next = await said(author, claim.id, "Buy more watches.");
    await flagComment(one, next);
    const [weighed] = await database().select().from(flag).where(eq(flag.subjectId, next));
    expect(weighed?.weight).toBeCloseTo(2 / 3);
  });

  test("are not decided by whoever raised them or whose it is", async () => {
    const claim = await aClaim();
    const [author, moderator] = [await signedIn("moderator"), await signedIn("moderator")];
    const id = await said(author, claim.id, "Hm.");
    await flagComment(moderator, id);
    const path = `/api/v1/moderation/flags/comment/${id}`;
    for (const by of [author, moderator])
      expect((await post(by, path, { decision: "rejected", reason: "Fine." })).body.reason).toBe(
        "not-your-own-flag",
      );
  });

  test("keep a comment as it was flagged until they are decided, and then erase it if its author removed it", async () => {
    const claim = await aClaim();
    const [author, one, moderator] = [await signedIn(), await signedIn(), await signedIn("moderator")];
    const id = await said(author, claim.id, "You are all fools.");
    await flagComment(one, id, "abuse");
    expect((await post(author, `/api/v1/comments/${id}`, { text: "Hello." })).body.reason).toBe(
      "comment-is-flagged",
    );
    const remove = (by: Asker) => post(by, `/api/v1/comments/${id}/remove`, { reason: "Gone." });
    expect((await remove(moderator)).body.reason).toBe("comment-is-flagged");
    expect((await remove(author)).status).toBe(200);
    const text = async () => (await database().select().from(comment).where(eq(comment.id, id)))[0]?.text;
    expect(await text()).toBe("You are all fools.");
    const path = `/api/v1/moderation/flags/comment/${id}`;
    expect((await post(moderator, path, { decision: "upheld", reason: "Abuse." })).status).toBe(200);
    expect(await text()).toBe("");
  });
});
