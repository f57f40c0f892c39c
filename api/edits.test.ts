import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database, rawSql } from "@/db/client";
import { findWording, listRevisions, listWordingUses } from "@/db/edits";
import { change, decision } from "@/db/schema/decisions";
import { document } from "@/db/schema/documents";
import { queueItem } from "@/db/schema/moderation";
import { notification } from "@/db/schema/notifications";
import { revision } from "@/db/schema/revisions";
import { aClaim, aDevice, aDocument, aMember, aRating, aSource, aVerdict } from "@/db/test-data";
import { type Asker, post, postForm, signedIn } from "./test-client";

type Edit = { fields: Record<string, string | null>; baseNumber?: number; reason?: string };

const edit = (
  by: Asker | null,
  kind: string,
  id: string,
  { baseNumber = 0, reason = "A slip.", fields }: Edit,
) => post(by, `/api/v1/edits/${kind}/${id}`, { fields, reason, baseNumber });

describe("edits", () => {
  test("of a moderator stand at once, keep what stood before, and are logged", async () => {
    const moderator = await signedIn("moderator");
    const claim = await aClaim({ statement: "The phone charges at 67 w." });
    const { status, body } = await edit(moderator, "claim", claim.id, {
      fields: { statement: "The phone charges at 67 W." },
    });
    expect(status).toBe(200);
    expect(body.state).toBe("done");
    const kept = await listRevisions({ kind: "claim", id: claim.id });
    expect(kept[0]?.author).toBeNull();
    const [named] = await listRevisions({ kind: "claim", id: claim.id }, { moderators: true });
    expect(named?.author).toEqual({ handle: moderator.handle, simulated: false });
    expect(kept.map(({ number, fields }) => [number, fields.statement])).toEqual([
      [1, "The phone charges at 67 W."],
      [0, "The phone charges at 67 w."],
    ]);
    const log = await database().select().from(decision).where(eq(decision.claimId, claim.id));
    expect(log).toMatchObject([{ kind: "edited", actorId: moderator.id, reason: "A slip." }]);
    const tags = (await database().select({ tag: change.tag }).from(change)).map(({ tag }) => tag);
    expect(tags).toEqual(expect.arrayContaining([`history:${claim.id}`, `claim:${claim.id}`]));
  });

  test("of a contributor wait for a moderator, whose decision they are told", async () => {
    const [member, contributor, moderator] = [
      await signedIn(),
      await signedIn("contributor"),
      await signedIn("moderator"),
    ];
    const device = await aDevice({ summary: "A fone." });
    const more = { fields: { summary: "A phone." } };
    expect((await edit(null, "device", device.id, more)).body.reason).toBe("sign-in-first");
    expect((await edit(member, "device", device.id, more)).body.reason).toBe("contributors-only");
    const { body } = await edit(contributor, "device", device.id, more);
    expect(body.state).toBe("waiting");
    expect(await listRevisions({ kind: "device", id: device.id })).toEqual([]);
    const [item] = await database()
      .select()
      .from(queueItem)
      .where(eq(queueItem.subjectId, body.suggestionId));
    expect(item).toMatchObject({
      kind: "edit",
      deviceId: device.id,
      memberId: contributor.id,
      closedAt: null,
    });
    const path = `/api/v1/moderation/edits/${body.suggestionId}`;
    expect((await post(contributor, path, { decision: "accept" })).body.reason).toBe("moderators-only");
    expect((await post(moderator, path, { decision: "refuse" })).body.reason).toBe("reason-required");
    expect((await post(moderator, path, { decision: "accept" })).status).toBe(200);
    expect((await post(moderator, path, { decision: "accept" })).body.reason).toBe("already-decided");
    const [newest] = await listRevisions({ kind: "device", id: device.id });
    expect(newest).toMatchObject({ number: 1, author: { handle: contributor.handle } });
    const told = await database()
      .select()
      .from(notification)
      .where(eq(notification.memberId, contributor.id));
    expect(told).toMatchObject([{ kind: "edit_decided", detail: { state: "upheld" } }]);
  });

  test("are not decided by who suggested them, and can be taken back while they wait", async () => {
    const moderator = await signedIn("moderator");
    const contributor = await signedIn("contributor");
    const device = await aDevice();
    const { body } = await edit(contributor, "device", device.id, { fields: { summary: "Another." } });
    await rawSql()`update member set role = 'moderator' where id = ${contributor.id}`;
    const path = `/api/v1/moderation/edits/${body.suggestionId}`;
    expect((await post(contributor, path, { decision: "accept" })).body.reason).toBe("your-own-edit");
    const withdraw = (by: Asker) => post(by, `/api/v1/suggested-edits/${body.suggestionId}/withdraw`, {});
    expect((await withdraw(moderator)).body.reason).toBe("edit-not-found");
    expect((await withdraw(contributor)).status).toBe(200);
    expect((await post(moderator, path, { decision: "accept" })).body.reason).toBe("already-decided");
  });

  test("made on an older revision are merged field by field, or refused with what stands now", async () => {
    const moderator = await signedIn("moderator");
    const row = await aDocument({ title: "A titel" });
    await edit(moderator, "document", row.id, { fields: { title: "A title" } });
    const other = await edit(moderator, "document", row.id, { fields: { language: "de" } });
    expect(other.status).toBe(200);
    const clash = await edit(moderator, "document", row.id, { fields: { title: "Another title" } });
    expect(clash.body.reason).toBe("edited-meanwhile");
    expect(clash.body.standing).toMatchObject({ title: "A title", language: "de" });
    const same = await edit(moderator, "document", row.id, { fields: { title: "A title" }, baseNumber: 2 });
    expect(same.body.reason).toBe("nothing-changed");
  });

  test("at the same time follow one another without a gap", async () => {
    const moderator = await signedIn("moderator");
    const device = await aDevice({ workingName: "One" });
    const both = await Promise.all(
      ["summary", "workingName"].map((name) =>
        edit(moderator, "device", device.id, { fields: { [name]: `New ${name}` } }),
      ),
    );
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const kept = await listRevisions({ kind: "device", id: device.id });
    expect(kept.map(({ number }) => number)).toEqual([2, 1, 0]);
    expect(kept[0]?.fields).toEqual({ summary: "New summary", workingName: "New workingName" });
  });

  test("change only fields the kind has, and no document to another's address", async () => {
    const moderator = await signedIn("moderator");
    const [one, two] = [await aDocument(), await aDocument()];
    const strange = await edit(moderator, "document", one.id, { fields: { summary: "No." } });
    expect(strange.status).toBe(400);
    await rawSql()`update document set url_key = 'outlet.example/two' where id = ${two.id}`;
    const moved = (url: string) => edit(moderator, "document", one.id, { fields: { url } });
    expect((await moved("https://www.outlet.example/two?utm_source=x")).body.reason).toBe("url-on-file");
    expect((await moved("https://outlet.example/one")).status).toBe(200);
    const [row] = await database().select().from(document).where(eq(document.id, one.id));
    expect(row?.urlKey).toBe("outlet.example/one");
  });

  test("are taken back by going back to an earlier revision, as a new one", async () => {
    const moderator = await signedIn("moderator");
    const source = await aSource({ name: "Right" });
    await edit(moderator, "source", source.id, { fields: { name: "Wrong" } });
    const revert = (number: number) =>
      post(moderator, `/api/v1/edits/source/${source.id}/revert`, { number, reason: "It was right." });
    expect((await revert(7)).body.reason).toBe("edit-not-found");
    expect((await revert(1)).body.reason).toBe("nothing-changed");
    expect((await revert(0)).status).toBe(200);
    const [newest] = await listRevisions({ kind: "source", id: source.id });
    expect(newest).toMatchObject({ number: 2, revertsTo: 0, fields: { name: "Right" } });
  });

  test("are kept for ever", async () => {
    const moderator = await signedIn("moderator");
    const device = await aDevice();
    await edit(moderator, "device", device.id, { fields: { summary: "Another." } });
    const change = database()
      .update(revision)
      .set({ reason: "Never said." })
      .where(eq(revision.subjectId, device.id));
    await expect(change).rejects.toMatchObject({ cause: { constraint_name: "append_only" } });
  });

  test("leave verdicts and ratings with the wording they were made on", async () => {
    const moderator = await signedIn("moderator");
    const claim = await aClaim({ statement: "It charges at 67 W." });
    await aRating({ claimId: claim.id, at: new Date("2022-06-01") });
    await aVerdict({ claimId: claim.id });
    await edit(moderator, "claim", claim.id, { fields: { statement: "It charges at 67 W by cable." } });
    expect(await findWording(claim.id)).toEqual({ edits: 1, ruledOn: "It charges at 67 W." });
    const uses = await listWordingUses(claim.id);
    expect(uses.get(0)).toEqual({ verdicts: ["confirmed"], ratings: 1 });
    expect(uses.get(1)).toEqual({ verdicts: [], ratings: 0 });
  });

  test("come back to the form with what was typed when they are refused", async () => {
    const moderator = await signedIn("moderator");
    const device = await aDevice();
    const returnTo = `/de/edit/device/${device.id}`;
    const fields = { workingName: "", summary: "Neu.", reason: "Weil.", baseNumber: "0" };
    const refused = await postForm(moderator, `/api/v1/edits/device/${device.id}`, {
      ...fields,
      locale: "de",
      returnTo,
    });
    expect(refused.headers.get("location")).toMatch(/^\/de\/edit\/device\/[\w-]+\?draft=/);
  });
});

describe("a takedown", () => {
  const ask = (by: Asker | null, kind: string, id: string) =>
    post(by, "/api/v1/takedowns", { kind, id, reason: "I am its author." });
  const grant = (by: Asker, id: string, chosen = "upheld") =>
    post(by, `/api/v1/moderation/takedowns/${id}`, { decision: chosen, answer: "On request." });

  test("erases the passages that rulings quote from a document, and says so without saying what", async () => {
    const [member, moderator] = [await signedIn(), await signedIn("moderator")];
    const [cited, other] = [await aDocument(), await aDocument()];
    const [one, two] = [await aClaim(), await aClaim()];
    const passage = "Words of the author.";
    const ruled = await aVerdict({ claimId: one.id, documentId: cited.id, passage });
    const kept = await aVerdict({ claimId: two.id, documentId: other.id, passage });
    expect((await ask(null, "document", cited.id)).body.reason).toBe("sign-in-first");
    const { body } = await ask(member, "document", cited.id);
    expect((await ask(member, "document", cited.id)).body.id).toBe(body.id);
    expect((await grant(moderator, body.id)).status).toBe(200);
    expect((await grant(moderator, body.id)).body.reason).toBe("already-decided");
    const passages =
      await rawSql()`select id, passage from verdict where id in ${rawSql()([ruled.id, kept.id])} order by passage`;
    expect(Object.fromEntries(passages.map((row) => [row.id, row.passage]))).toEqual({
      [ruled.id]: "[withheld]",
      [kept.id]: passage,
    });
    const log = await database()
      .select()
      .from(decision)
      .where(and(eq(decision.documentId, cited.id), eq(decision.kind, "taken_down")));
    expect(JSON.stringify(log)).not.toContain("Words");
    expect(log).toHaveLength(1);
  });

  test("erases a person's name from the source, its address, its history and published numbers", async () => {
    const [member, moderator] = [await signedIn(), await signedIn("moderator")];
    const source = await aSource({ name: "Erika Mustermann", kind: "leaker", slug: `erika-${Date.now()}` });
    await edit(moderator, "source", source.id, { fields: { name: "Erika M. Mustermann" } });
    const { body } = await ask(member, "source", source.id);
    expect((await grant(moderator, body.id)).status).toBe(200);
    const [row] = await rawSql()`select name, slug, url from source where id = ${source.id}`;
    expect(row).toMatchObject({ name: "[withheld]", url: null });
    expect(row?.slug).toMatch(/^e-withheld-/);
    const kept = await listRevisions({ kind: "source", id: source.id });
    expect(JSON.stringify(kept)).not.toContain("Mustermann");
  });

  test("reaches the log, the journal and what was merged into it, and undoing brings no name back", async () => {
    const [member, moderator] = [await signedIn(), await signedIn("moderator")];
    const [alias, real] = [await aSource({ name: "Maxi Muster" }), await aSource({ name: "Max Muster" })];
    const merge = { kind: "merge_sources", subject: alias.id, target: real.id, reason: "The same person." };
    const merged = await post(moderator, "/api/v1/identity", merge);
    expect(merged.status).toBe(200);
    const { body } = await ask(member, "source", real.id);
    expect((await grant(moderator, body.id)).status).toBe(200);
    const left = await rawSql()`
      select t from (select detail::text as t from decision union all select detail::text from identity_change
        union all select before::text from identity_row union all select after::text from identity_row
        union all select name || slug from source) as rows where t ~ 'Max'`;
    expect(left).toEqual([]);
    const [tag] = await database().select().from(change).where(eq(change.tag, "everything"));
    expect(tag).toBeDefined();
  });

  test("changes nothing when it is refused", async () => {
    const [member, moderator] = [await signedIn(), await signedIn("moderator")];
    const source = await aSource({ name: "The Outlet" });
    const { body } = await ask(member, "source", source.id);
    expect((await grant(moderator, body.id, "rejected")).status).toBe(200);
    const [row] = await rawSql()`select name from source where id = ${source.id}`;
    expect(row?.name).toBe("The Outlet");
  });

  test("is the only way to change what a ruling quotes", async () => {
    const claim = await aClaim();
    const ruled = await aVerdict({ claimId: claim.id });
    const member = await aMember();
    const [asked] = await rawSql()`insert into takedown (id, subject_kind, subject_id, member_id, reason)
      values (gen_random_uuid(), 'document', ${ruled.documentId}, ${member.id}, 'Mine.') returning id`;
    for (const setting of ["", asked?.id as string])
      await expect(
        rawSql().begin(async (tx) => {
          await tx`select set_config('hearsay.takedown', ${setting}, true)`;
          await tx`update verdict set passage = 'Other words.' where id = ${ruled.id}`;
        }),
      ).rejects.toMatchObject({ constraint_name: "append_only" });
  });
});
