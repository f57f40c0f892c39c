import { asc, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database, transaction } from "@/db/client";
import { reviewRole } from "@/db/roles";
import { claim } from "@/db/schema/claims";
import { decision, submission } from "@/db/schema/decisions";
import { member } from "@/db/schema/members";
import { flag } from "@/db/schema/moderation";
import { notification } from "@/db/schema/notifications";
import { aClaim } from "@/db/test-data";
import { type Asker, post, signedIn } from "./test-client";

async function rowOf(of: Asker) {
  const [row] = await database().select().from(member).where(eq(member.id, of.id));
  return row;
}
const roleOf = async (of: Asker) => (await rowOf(of))?.role;
const log = (of: Asker) =>
  database().select().from(decision).where(eq(decision.subjectId, of.id)).orderBy(asc(decision.at));
const give = (by: Asker, whom: Asker, role: string) =>
  post(by, `/api/v1/members/${whom.handle}/role`, { role, reason: "As we agreed." });
const review = (of: Asker) => transaction((tx) => reviewRole(of.id, tx));

const content = { statement: "It charges at 67 W." } as typeof submission.$inferInsert.content;

/** A decided submission; later ones are decided later. */
async function decided(of: Asker, accepted: boolean) {
  const claimId = accepted ? (await aClaim({ submittedBy: of.id })).id : null;
  await database()
    .insert(submission)
    .values({
      memberId: of.id,
      content,
      state: accepted ? "accepted" : "refused",
      claimId,
      reason: accepted ? null : "Not in the page.",
      decidedAt: sql`clock_timestamp()`,
    });
  await review(of);
  return claimId;
}

async function contributor() {
  const author = await signedIn();
  for (let n = 0; n < 10; n += 1) await decided(author, true);
  return author;
}

describe("a role that is earned", () => {
  test("comes with the tenth accepted submission, with the numbers told and logged, by nobody's hand", async () => {
    const author = await contributor();
    expect(await roleOf(author)).toBe("contributor");
    const [entry] = await log(author);
    const detail = {
      role: "contributor",
      before: "member",
      decided: 10,
      accepted: 10,
      refused: 0,
      automatic: true,
    };
    expect(entry).toMatchObject({ kind: "role_granted", actorId: null, detail });
    const rows = await database().select().from(notification).where(eq(notification.memberId, author.id));
    expect(rows).toMatchObject([{ kind: "role_changed", decisionId: entry?.id, detail }]);
  });

  test("lapses when too much does not stand, and is earned again", async () => {
    const author = await contributor();
    for (let n = 0; n < 5; n += 1) await decided(author, false);
    expect(await roleOf(author)).toBe("contributor");
    await decided(author, false);
    expect(await roleOf(author)).toBe("member");
    expect((await log(author)).at(-1)).toMatchObject({
      kind: "role_lapsed",
      detail: { role: "member", before: "contributor", accepted: 10, refused: 6 },
    });
    await decided(author, true);
    expect(await roleOf(author)).toBe("member");
    for (let n = 0; n < 20; n += 1) await decided(author, true);
    expect(await roleOf(author)).toBe("contributor");
    expect((await log(author)).map(({ kind }) => kind)).toEqual([
      "role_granted",
      "role_lapsed",
      "role_granted",
    ]);
  });

  test("an upheld flag on a claim counts against whoever brought it here, and nobody else", async () => {
    const [author, flagger] = [await signedIn(), await signedIn()];
    const claims: (string | null)[] = [];
    for (let n = 0; n < 10; n += 1) claims.push(await decided(author, true));
    const upheld = (subjectId: string) =>
      database()
        .insert(flag)
        .values({
          ...{ memberId: flagger.id, subjectKind: "claim", subjectId, reason: "spam", weight: 1 },
          ...{ state: "upheld", decidedAt: new Date() },
        });
    await database()
      .update(claim)
      .set({ submittedBy: null })
      .where(eq(claim.id, claims[0] ?? ""));
    for (const id of claims.slice(0, 4)) await upheld(id ?? "");
    await review(author);
    expect(await roleOf(author)).toBe("contributor");
    await upheld(claims[4] ?? "");
    await review(author);
    expect(await roleOf(author)).toBe("member");
  });

  test("reviewing it twice at once writes it once", async () => {
    const author = await signedIn();
    for (let n = 0; n < 10; n += 1) {
      const claimId = (await aClaim({ submittedBy: author.id })).id;
      await database()
        .insert(submission)
        .values({ memberId: author.id, content, state: "accepted", claimId, decidedAt: new Date() });
    }
    await Promise.all(Array.from({ length: 8 }, () => review(author)));
    expect(await log(author)).toHaveLength(1);
  });
});

describe("a role that is given", () => {
  test("stays whatever the record says, until it is left to the record again", async () => {
    const [admin, author] = [await signedIn("admin"), await signedIn()];
    expect((await give(admin, author, "contributor")).body).toEqual({
      handle: author.handle,
      role: "contributor",
    });
    for (let n = 0; n < 6; n += 1) await decided(author, false);
    expect(await roleOf(author)).toBe("contributor");
    expect((await give(admin, author, "record")).body.role).toBe("member");
    expect(await rowOf(author)).toMatchObject({ role: "member", appointed: false });
    expect((await log(author)).map(({ kind, actorId, reason }) => [kind, actorId, reason])).toEqual([
      ["role_granted", admin.id, "As we agreed."],
      ["role_lapsed", admin.id, "As we agreed."],
    ]);
  });

  test("by the record a moderator becomes what their submissions earn", async () => {
    const [admin, author] = [await signedIn("admin"), await contributor()];
    await give(admin, author, "moderator");
    expect((await give(admin, author, "record")).body.role).toBe("contributor");
  });

  test("giving what somebody has changes nothing", async () => {
    const [admin, author] = [await signedIn("admin"), await signedIn()];
    await give(admin, author, "moderator");
    await give(admin, author, "moderator");
    expect(await log(author)).toHaveLength(1);
  });

  test("is given by admins alone, with a reason, to somebody there is", async () => {
    const [moderator, admin, author] = [
      await signedIn("moderator"),
      await signedIn("admin"),
      await signedIn(),
    ];
    expect((await give(moderator, author, "moderator")).body.reason).toBe("admins-only");
    expect((await give(admin, author, "king")).body.reason).toBe("malformed");
    const path = `/api/v1/members/${author.handle}/role`;
    expect((await post(admin, path, { role: "moderator" })).body.reason).toBe("malformed");
    expect((await give(admin, { ...author, handle: "nobody-like-this" }, "moderator")).status).toBe(404);
    expect(await roleOf(author)).toBe("member");
  });

  test("two admins who take each other's role at once leave one", async () => {
    await database().update(member).set({ role: "member" }).where(eq(member.role, "admin"));
    const [one, other] = [await signedIn("admin"), await signedIn("admin")];
    const answers = await Promise.all([give(one, other, "record"), give(other, one, "record")]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect([await roleOf(one), await roleOf(other)].sort()).toEqual(["admin", "member"]);
    const last = (await roleOf(one)) === "admin" ? one : other;
    expect((await give(last, last, "moderator")).body.reason).toBe("last-admin");
  });
});
