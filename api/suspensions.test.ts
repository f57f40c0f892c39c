import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { decision } from "@/db/schema/decisions";
import { queueItem, suspension } from "@/db/schema/moderation";
import { notification } from "@/db/schema/notifications";
import { aClaim } from "@/db/test-data";
import { type Asker, get, post, postForm, signedIn } from "./test-client";

const week = { days: 7, reason: "Advertising under every claim." };
const suspend = (by: Asker, whom: Asker, body: object = week) =>
  post(by, `/api/v1/members/${whom.handle}/suspensions`, body);
const appeal = (by: Asker, id: string) =>
  post(by, `/api/v1/suspensions/${id}/appeal`, { appeal: "These were reviews." });
const decide = (by: Asker, id: string, body: object) => post(by, `/api/v1/suspensions/${id}/decision`, body);
const lift = (by: Asker, id: string) => post(by, `/api/v1/suspensions/${id}/lift`, { reason: "My mistake." });
const waiting = (id: string) =>
  database().$count(queueItem, and(eq(queueItem.subjectId, id), isNull(queueItem.closedAt)));
const told = async (whom: Asker) => {
  const rows = await database().select().from(notification).where(eq(notification.memberId, whom.id));
  return rows.map(({ kind, reason, detail: { path: _, ...detail } }) => ({ kind, reason, detail }));
};
const log = async (whom: Asker) => {
  const rows = await database().select().from(decision).where(eq(decision.subjectId, whom.id));
  return rows.map(({ kind, actorId, reason }) => ({ kind, actorId, reason }));
};
async function rates(whom: Asker) {
  const { body } = await post(whom, `/api/v1/claims/${(await aClaim()).id}/rating`, { probability: 0.6 });
  return body.reason ?? "rated";
}

async function aSuspension() {
  const [moderator, spammer] = [await signedIn("moderator"), await signedIn()];
  const { body } = await suspend(moderator, spammer);
  return { moderator, spammer, id: body.id as string };
}

describe("a suspension", () => {
  test("stops every write of the member at once, tells them why, and stands in the log", async () => {
    const [moderator, spammer] = [await signedIn("moderator"), await signedIn()];
    expect(await rates(spammer)).toBe("rated");
    const { status, body } = await suspend(moderator, spammer);
    expect(status).toBe(200);
    expect(Math.round((Date.parse(body.until) - Date.now()) / 86_400_000)).toBe(7);
    expect(await rates(spammer)).toBe("suspended");
    const me = await get(spammer, "/api/v1/me");
    expect(me.body.member).toMatchObject({ id: spammer.id, suspended: true });
    expect(await told(spammer)).toEqual([
      { kind: "suspended", reason: week.reason, detail: { until: body.until } },
    ]);
    expect(await log(spammer)).toEqual([{ kind: "suspended", actorId: moderator.id, reason: week.reason }]);
  });

  test("ends by itself", async () => {
    const spammer = await signedIn();
    const over = new Date(Date.now() - 1000);
    const at = new Date(Date.now() - 86_400_000);
    await database().insert(suspension).values({ memberId: spammer.id, reason: "Spam.", at, until: over });
    expect(await rates(spammer)).toBe("rated");
  });

  test("never hits oneself, an equal, somebody higher, or the same member twice at a time", async () => {
    const { moderator, spammer } = await aSuspension();
    const [equal, admin] = [await signedIn("moderator"), await signedIn("admin")];
    expect((await suspend(moderator, moderator)).body.reason).toBe("your-own-account");
    expect((await suspend(moderator, equal)).body.reason).toBe("higher-role-needed");
    expect((await suspend(moderator, admin)).body.reason).toBe("higher-role-needed");
    expect((await suspend(equal, spammer)).body.reason).toBe("already-suspended");
    expect((await suspend(admin, moderator)).status).toBe(200);
    expect((await suspend(moderator, await signedIn())).body.reason).toBe("suspended");
    expect((await suspend(admin, { ...spammer, handle: "nobody-like-this" })).status).toBe(404);
  });

  test("of ten moderators at once one suspends, with one entry and one notice", async () => {
    const spammer = await signedIn();
    const moderators = await Promise.all(Array.from({ length: 10 }, () => signedIn("moderator")));
    const answers = await Promise.all(moderators.map((moderator) => suspend(moderator, spammer)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
    expect(await log(spammer)).toHaveLength(1);
    expect(await told(spammer)).toHaveLength(1);
  });

  test.each([
    [{ reason: "Spam." }, "malformed"],
    [{ days: 400, reason: "Spam." }, "malformed"],
    [{ days: 7 }, "malformed"],
    [{ lastDay: "2020-01-01", reason: "Spam." }, "term-not-allowed"],
    [{ lastDay: "2099-01-01", reason: "Spam." }, "term-not-allowed"],
  ])("%j is refused", async (body, reason) => {
    const answer = await suspend(await signedIn("moderator"), await signedIn(), body);
    expect(answer.body.reason).toBe(reason);
  });

  test("a plain form can name another last day, and gets back what was typed", async () => {
    const [moderator, spammer] = [await signedIn("moderator"), await signedIn()];
    const path = `/api/v1/members/${spammer.handle}/suspensions`;
    const lastDay = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    const page = `/en/moderation/members/${spammer.handle}`;
    const fields = { days: "other", lastDay, reason: "Spam.", locale: "en", returnTo: page };
    const refused = await postForm(moderator, path, { ...fields, lastDay: "" });
    expect(refused.headers.get("location")).toMatch(new RegExp(`^${page}\\?draft=`));
    const done = await postForm(moderator, path, fields);
    expect(done.headers.get("location")).toBe(`${page}?done=suspended`);
    const [row] = await database().select().from(suspension).where(eq(suspension.memberId, spammer.id));
    expect(row?.until.toISOString().slice(11)).toBe("00:00:00.000Z");
  });

  test("no row written past the rules holds a second one, another term or a word of the first", async () => {
    const { spammer, id } = await aSuspension();
    const until = new Date(Date.now() + 86_400_000);
    const writes = [
      database().insert(suspension).values({ memberId: spammer.id, reason: "Again.", until }),
      database().update(suspension).set({ until }).where(eq(suspension.id, id)),
      database().update(suspension).set({ reason: "Other." }).where(eq(suspension.id, id)),
    ];
    for (const write of writes) await expect(write).rejects.toThrow();
  });
});

describe("an appeal", () => {
  test("waits for another moderator, who lifts the suspension with an answer", async () => {
    const { moderator, spammer, id } = await aSuspension();
    expect((await appeal(spammer, id)).status).toBe(200);
    expect(await waiting(id)).toBe(1);
    const answer = { decision: "lift", answer: "They were reviews indeed." };
    expect((await decide(moderator, id, answer)).body.reason).toBe("your-own-decision");
    expect((await decide(spammer, id, answer)).body.reason).toBe("suspended");
    const other = await signedIn("moderator");
    expect((await decide(other, id, answer)).status).toBe(200);
    expect(await rates(spammer)).toBe("rated");
    expect(await waiting(id)).toBe(0);
    expect((await told(spammer)).at(-1)).toEqual({
      kind: "appeal_decided",
      reason: answer.answer,
      detail: { state: "upheld" },
    });
    expect((await log(spammer)).at(-1)).toMatchObject({ kind: "suspension_lifted", actorId: other.id });
    expect((await suspend(other, spammer)).status).toBe(200);
  });

  test("may be rejected, once, and the suspension stands", async () => {
    const { spammer, id } = await aSuspension();
    await appeal(spammer, id);
    const other = await signedIn("moderator");
    const answer = { decision: "reject", answer: "They were advertising." };
    expect((await decide(other, id, answer)).status).toBe(200);
    expect((await decide(other, id, answer)).body.reason).toBe("already-decided");
    expect(await rates(spammer)).toBe("suspended");
    expect((await told(spammer)).at(-1)).toMatchObject({ detail: { state: "rejected" } });
    expect((await appeal(spammer, id)).body.reason).toBe("already-appealed");
  });

  test("is the suspended member's alone", async () => {
    const { id } = await aSuspension();
    const stranger = await aSuspension();
    expect((await appeal(stranger.spammer, id)).body.reason).toBe("not-suspended");
    expect((await appeal(await signedIn(), id)).body.reason).toBe("not-suspended");
    expect(
      (await decide(await signedIn("moderator"), id, { decision: "lift", answer: "Yes." })).body.reason,
    ).toBe("already-decided");
  });

  test("is upheld when the suspension is lifted meanwhile, by whoever made it", async () => {
    const { moderator, spammer, id } = await aSuspension();
    await appeal(spammer, id);
    expect((await lift(moderator, id)).status).toBe(200);
    expect(await waiting(id)).toBe(0);
    expect((await lift(moderator, id)).body.reason).toBe("not-suspended");
    expect((await told(spammer)).map(({ kind }) => kind)).toEqual(["suspended", "appeal_decided"]);
  });

  test("of appeal decisions at once one counts", async () => {
    const { spammer, id } = await aSuspension();
    await appeal(spammer, id);
    const others = await Promise.all(Array.from({ length: 6 }, () => signedIn("moderator")));
    const answers = await Promise.all(
      others.map((other, n) => decide(other, id, { decision: n % 2 ? "lift" : "reject", answer: "So." })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await log(spammer)).toHaveLength(2);
    expect(await told(spammer)).toHaveLength(2);
  });

  test("lifted without an appeal, the member is told so", async () => {
    const { moderator, spammer, id } = await aSuspension();
    await lift(moderator, id);
    expect((await told(spammer)).at(-1)).toMatchObject({ kind: "suspension_lifted", reason: "My mistake." });
  });
});
