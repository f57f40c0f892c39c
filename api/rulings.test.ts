import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { claim, verdict } from "@/db/schema/claims";
import { credibility, sourceScore } from "@/db/schema/credibility";
import { decision } from "@/db/schema/decisions";
import { document, documentText } from "@/db/schema/documents";
import { formDraft } from "@/db/schema/members";
import { aClaim, aDevice, anAttribute, aRating, aReport, aSource, aVerdict } from "@/db/test-data";
import { type Asker, post, postForm, signedIn } from "./test-client";

const text = "The Acme One charges at 67 W by cable.\n\nIts battery\nholds 4860 mAh.";

async function aDocument(moderator: Asker, more: Record<string, unknown> = {}) {
  const address = `https://acme.example/${crypto.randomUUID()}`;
  const body = {
    ...{ url: address, title: "Acme One", published: "2022-07-04", language: "en", text },
    publisher: { name: "Acme", kind: "manufacturer" },
    ...more,
  };
  const answer = await post(moderator, "/api/v1/documents", body);
  return { answer, id: answer.body.id as string, url: address };
}

async function aSlot() {
  const place = { deviceId: (await aDevice()).id, attributeId: (await anAttribute()).id };
  const right = await aClaim(place);
  const wrong = await aClaim({ ...place, value: { number: 120, unit: "W" }, valueKey: "120" });
  const other = await aClaim({ ...place, value: { number: 80, unit: "W" }, valueKey: "80" });
  const leaker = await aSource({ kind: "leaker" });
  await aReport({ claimId: right.id, originId: leaker.id });
  await aRating({ claimId: right.id, at: new Date("2022-06-01T00:00:00Z") });
  return { right, wrong, other, leaker };
}

function ruling(claimId: string, more: Record<string, unknown> = {}) {
  return {
    claimId,
    outcome: "confirmed",
    passage: "The Acme One charges at 67 W by cable.",
    knownAt: "2022-07-04",
    ...more,
  };
}

const rulingsOf = (id: string) => `/api/v1/documents/${id}/rulings`;
const verdictsOf = (id: string) => database().select().from(verdict).where(eq(verdict.claimId, id));

describe("an official document", () => {
  test("is taken in with its text, once: the same page in another spelling replaces the text, with an entry in the log", async () => {
    const moderator = await signedIn("moderator");
    const first = await aDocument(moderator);
    expect(first.answer).toMatchObject({ status: 200, body: { isNew: true } });
    const again = await aDocument(moderator, {
      url: `${first.url.replace("https://", "http://www.")}/?utm_source=x#top`,
      text: "Another\u00ad text.\u200b",
      language: "de",
    });
    expect(again.answer.body).toEqual({ id: first.id, isNew: false });
    const [kept] = await database().select().from(documentText).where(eq(documentText.documentId, first.id));
    expect(kept).toMatchObject({ text: "Another text.", language: "de", addedBy: moderator.id });
    const log = await database().select().from(decision).where(eq(decision.documentId, first.id));
    expect(log.map(({ kind, detail }) => [kind, detail.field, detail.replaced])).toEqual([
      ["edited", "text", false],
      ["edited", "text", true],
    ]);
    expect(await database().$count(document, eq(document.id, first.id))).toBe(1);
  });

  test("comes from a maker or an authority, is not of tomorrow, and its text has a bound", async () => {
    const moderator = await signedIn("moderator");
    const outlet = await aSource({ kind: "outlet", name: `Outlet ${crypto.randomUUID()}` });
    const refusals: [Record<string, unknown>, string][] = [
      [{ publisher: { slug: outlet.slug } }, "publisher-not-official"],
      [{ publisher: { name: outlet.name, kind: "manufacturer" } }, "publisher-not-official"],
      [{ publisher: { name: "Somebody", kind: "leaker" } }, "malformed"],
      [{ published: "2999-01-01" }, "malformed"],
      [{ published: "2090-01-01" }, "published-in-the-future"],
      [{ text: "x".repeat(50_001) }, "malformed"],
      [{ text: " \u200b " }, "malformed"],
      [{ url: "javascript:alert(1)" }, "url-not-allowed"],
    ];
    for (const [more, reason] of refusals)
      expect((await aDocument(moderator, more)).answer.body.reason, JSON.stringify(more).slice(0, 80)).toBe(
        reason,
      );
  });

  test("as long as it may be, in a plain form in any script, is taken in; of anybody else not even read", async () => {
    const moderator = await signedIn("moderator");
    const fields = {
      ...{ url: `https://acme.example/${crypto.randomUUID()}`, title: "Acme", published: "2022-07-04" },
      ...{ language: "en", publisher: "Acme", publisherKind: "manufacturer", locale: "de" },
      ...{ text: "小".repeat(50_000), returnTo: "/de/moderation/documents/new" },
    };
    const taken = await postForm(moderator, "/api/v1/documents", fields);
    expect(taken.status).toBe(303);
    expect(taken.headers.get("location")).toMatch(/^\/de\/moderation\/documents\/[0-9a-f-]{36}$/);
    const member = await postForm(await signedIn(), "/api/v1/documents", fields);
    expect(member.status).toBe(413);
  });

  test("a refused form keeps everything typed", async () => {
    const moderator = await signedIn("moderator");
    const fields = {
      url: "ftp://x",
      title: "Acme",
      text,
      locale: "en",
      publisher: "Nobody knows",
      publisherKind: "",
    };
    const more = { returnTo: "/en/moderation/documents/new" };
    const refused = await postForm(moderator, "/api/v1/documents", { ...fields, ...more });
    const id = /draft=(.*)/.exec(refused.headers.get("location") ?? "")?.[1];
    const [draft] = await database()
      .select()
      .from(formDraft)
      .where(eq(formDraft.id, id ?? ""));
    expect(draft?.fields).toMatchObject({ url: "ftp://x", title: "Acme", text });
    const paths = ["url", "published", "publisherKind"].map((path) => expect.objectContaining({ path }));
    expect(draft?.problems).toEqual(expect.arrayContaining(paths));
  });
});

describe("rulings by a document", () => {
  test("are saved together, each with its passage, whatever the line breaks in the text", async () => {
    const moderator = await signedIn("moderator");
    const { right, wrong, other } = await aSlot();
    const { id } = await aDocument(moderator);
    const answer = await post(moderator, rulingsOf(id), {
      rulings: [
        ruling(right.id),
        ruling(wrong.id, { outcome: "refuted", passage: "Its battery holds 4860 mAh." }),
      ],
    });
    expect(answer.body.claims.map((one: { verdict: { outcome: string } }) => one.verdict.outcome)).toEqual([
      "confirmed",
      "refuted",
    ]);
    expect(await verdictsOf(wrong.id)).toMatchObject([
      { documentId: id, passage: "Its battery holds 4860 mAh.", basis: "official", decidedBy: moderator.id },
    ]);
    expect(await verdictsOf(other.id)).toEqual([]);
    expect(await database().$count(decision, eq(decision.claimId, wrong.id))).toBe(1);
  });

  test("what saving them changes is told beforehand, exactly, and nothing of it is saved", async () => {
    const moderator = await signedIn("moderator");
    const { right, wrong, other, leaker } = await aSlot();
    const { id } = await aDocument(moderator);
    const body = { rulings: [ruling(right.id), ruling(wrong.id, { outcome: "refuted" })] };
    const preview = await post(moderator, `${rulingsOf(id)}/preview`, body);
    expect(preview.body).toMatchObject({
      ratings: { scored: 1, afterKnown: 0 },
      sources: [{ source: { slug: leaker.slug }, hits: 1, misses: 0 }],
      rivals: [{ id: other.id }],
    });
    expect(await verdictsOf(right.id)).toEqual([]);
    expect(await database().$count(sourceScore, eq(sourceScore.claimId, right.id))).toBe(0);
    const [{ before, after }] = preview.body.rivals;
    expect(after).toBeLessThan(before);
    await post(moderator, rulingsOf(id), body);
    const numbers = await database()
      .select({ at: credibility.at, probability: credibility.probability })
      .from(credibility)
      .where(eq(credibility.claimId, other.id))
      .orderBy(credibility.id);
    expect(numbers.at(-1)?.probability).toBe(after);
  });

  test("are all refused when one is: ruled on meanwhile, one's own, or quoting what the text does not say", async () => {
    const moderator = await signedIn("moderator");
    const { right, wrong, other } = await aSlot();
    const { id } = await aDocument(moderator);
    const refused = async (last: Record<string, unknown>) => {
      const { status, body } = await post(moderator, rulingsOf(id), { rulings: [ruling(right.id), last] });
      expect(await verdictsOf(right.id)).toEqual([]);
      return { status, reason: body.reason, paths: body.problems?.map((one: { path: string }) => one.path) };
    };
    expect(await refused(ruling(wrong.id, { passage: "It charges at 90 W." }))).toMatchObject({
      reason: "passage-not-in-text",
      paths: ["rulings.1.passage"],
    });
    expect(await refused(ruling(wrong.id, { passage: null }))).toMatchObject({ reason: "passage-required" });
    expect(await refused(ruling(wrong.id, { knownAt: "2022-06-01" }))).toMatchObject({
      reason: "known-before-published",
      paths: ["rulings.1.knownAt"],
    });
    expect(await refused(ruling(crypto.randomUUID()))).toMatchObject({ reason: "claim-not-found" });
    expect(await refused(ruling(right.id))).toMatchObject({ reason: "malformed" });
    await database().update(claim).set({ submittedBy: moderator.id }).where(eq(claim.id, wrong.id));
    expect(await refused(ruling(wrong.id))).toMatchObject({ reason: "your-own-claim", paths: ["rulings.1"] });
    await aVerdict({ claimId: other.id, outcome: "refuted" });
    expect(await refused(ruling(other.id))).toMatchObject({
      status: 409,
      reason: "already-ruled",
      paths: ["rulings.1"],
    });
  });

  test("of two moderators with one claim in common one saves all and the other nothing", async () => {
    const { right, wrong, other } = await aSlot();
    const both = await Promise.all(
      [wrong, other].map(async (own) => {
        const moderator = await signedIn("moderator");
        const { id } = await aDocument(moderator);
        const rulings = [ruling(own.id, { outcome: "refuted" }), ruling(right.id)];
        return { own, answer: await post(moderator, rulingsOf(id), { rulings }) };
      }),
    );
    const [winner, loser] = both.sort((a, b) => a.answer.status - b.answer.status);
    expect([winner?.answer.status, loser?.answer.status]).toEqual([200, 409]);
    expect(await verdictsOf(winner?.own.id ?? "")).toHaveLength(1);
    expect(await verdictsOf(loser?.own.id ?? "")).toHaveLength(0);
    expect(await verdictsOf(right.id)).toHaveLength(1);
  });

  test("a plain form goes to the preview, and saves what is not left open", async () => {
    const moderator = await signedIn("moderator");
    const { right, wrong } = await aSlot();
    const { id } = await aDocument(moderator);
    const fields = {
      ...{ locale: "de", knownAt: "2022-07-04", knownTime: "11:00" },
      ...{ [`outcome.${right.id}`]: "confirmed", [`passage.${right.id}`]: "67 W by cable" },
      ...{ [`outcome.${wrong.id}`]: "open", [`passage.${wrong.id}`]: "whatever" },
      returnTo: `/de/moderation/documents/${id}`,
    };
    const preview = await postForm(moderator, `${rulingsOf(id)}/preview`, fields);
    expect(preview.headers.get("location")).toMatch(
      new RegExp(`^/de/moderation/documents/${id}\\?draft=[0-9a-f-]{36}$`),
    );
    const saved = await postForm(moderator, rulingsOf(id), fields);
    expect(saved.headers.get("location")).toBe(`/de/moderation/documents/${id}?ruled=1`);
    expect(await verdictsOf(right.id)).toMatchObject([
      { passage: "67 W by cable", knownAt: new Date("2022-07-04T11:00:00Z") },
    ]);
    expect(await verdictsOf(wrong.id)).toEqual([]);
  });
});
