import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { findFormDraft } from "@/db/form-drafts";
import { claim, report } from "@/db/schema/claims";
import { submission } from "@/db/schema/decisions";
import { device } from "@/db/schema/devices";
import { document, source } from "@/db/schema/documents";
import { aClaim, aDevice, anAttribute, aSource } from "@/db/test-data";
import { get, post, postForm, signedIn } from "./test-client";

let pages = 0;

async function aSlot() {
  const [phone, charging, outlet] = [await aDevice(), await anAttribute(), await aSource()];
  return { phone, charging, outlet };
}

type Slot = Awaited<ReturnType<typeof aSlot>>;

/** A submission that is fine; each test says what it changes. */
function content({ phone, charging, outlet }: Slot, more: Record<string, unknown> = {}) {
  pages += 1;
  return {
    url: `https://outlet.example/story-${pages}`,
    title: "It charges at 67 W",
    published: "2022-05-01",
    publishedPrecision: "day",
    language: "en",
    documentKind: "article",
    publisher: { slug: outlet.slug },
    device: { slug: phone.slug },
    attribute: charging.slug,
    scope: null,
    value: { number: 67, unit: "W" },
    statement: "The phone charges at 67 W by cable.",
    statementLanguage: "en",
    stance: "supports",
    origin: null,
    ...more,
  };
}

function form({ phone, charging, outlet }: Slot, more: Record<string, string> = {}): Record<string, string> {
  pages += 1;
  return {
    locale: "en",
    returnTo: "/en/submit",
    url: `https://outlet.example/story-${pages}`,
    title: "It charges at 67 W",
    published: "2022-05-01",
    publishedPrecision: "day",
    language: "en",
    documentKind: "article",
    publisher: outlet.slug,
    device: phone.slug,
    attribute: charging.slug,
    valueNumber: "67",
    statement: "The phone charges at 67 W by cable.",
    ...more,
  };
}

async function claimsOf({ phone }: Slot) {
  return database().select().from(claim).where(eq(claim.deviceId, phone.id));
}

async function draftOf(response: Response, memberId: string | null) {
  const location = new URL(response.headers.get("location") ?? "", "http://localhost");
  const draft = await findFormDraft(location.searchParams.get("draft") ?? "", memberId);
  if (!draft) throw new Error(`no draft at ${location}`);
  return { path: location.pathname, ...draft };
}

describe("submitting", () => {
  test("a newcomer's rumor waits, and nothing of it is public", async () => {
    const slot = await aSlot();
    const answer = await post(await signedIn(), "/api/v1/claims", content(slot));
    expect(answer).toMatchObject({ status: 200, body: { state: "queued", claimId: null } });
    expect(await claimsOf(slot)).toEqual([]);
  });

  test("a contributor's rumor appears at once, and the log says so", async () => {
    const slot = await aSlot();
    const author = await signedIn("contributor");
    const answer = await post(author, "/api/v1/claims", content(slot));
    expect(answer.body).toMatchObject({ state: "accepted" });
    const page = await get(null, `/api/v1/claims/${answer.body.claimId}`);
    expect(page.body.claim).toMatchObject({
      statement: "The phone charges at 67 W by cable.",
      submittedBy: { handle: author.handle },
      firstReported: "2022-05-01",
      reports: [{ document: { source: { slug: slot.outlet.slug } } }],
    });
    const [logged] = await database().execute(
      sql`select kind, actor_id from decision where claim_id = ${answer.body.claimId}`,
    );
    expect(logged).toEqual({ kind: "submission_accepted", actor_id: author.id });
  });

  test("an equal value in another spelling is a report on the same claim", async () => {
    const slot = await aSlot();
    const author = await signedIn("contributor");
    const first = await post(author, "/api/v1/claims", content(slot));
    const second = await post(
      author,
      "/api/v1/claims",
      content(slot, { value: { number: 0.067, unit: "kW" }, published: "2022-04-01" }),
    );
    expect(second.body.claimId).toBe(first.body.claimId);
    const [only] = await claimsOf(slot);
    expect(await claimsOf(slot)).toHaveLength(1);
    expect(only).toMatchObject({ firstReported: "2022-04-01", value: { number: 67, unit: "W" } });
  });

  test("an equal value in another scope, and another value, are claims of their own", async () => {
    const slot = await aSlot();
    const author = await signedIn("contributor");
    for (const more of [{}, { scope: "China", insist: true }, { value: { number: 120, unit: "W" } }])
      expect((await post(author, "/api/v1/claims", content(slot, more))).status).toBe(200);
    expect(await claimsOf(slot)).toHaveLength(3);
  });

  test("what probably repeats a claim is refused with that claim, and nothing is saved", async () => {
    const slot = await aSlot();
    const author = await signedIn("contributor");
    const first = await post(author, "/api/v1/claims", content(slot));
    const again = content(slot, { scope: "China" });
    const refused = await post(author, "/api/v1/claims", again);
    expect(refused).toMatchObject({
      status: 409,
      body: { reason: "similar-claims", standing: { claimIds: [first.body.claimId] } },
    });
    expect(await claimsOf(slot)).toHaveLength(1);
    const rounded = await post(
      author,
      "/api/v1/claims",
      content(slot, { value: { number: 67, unit: "W", bound: "about" } }),
    );
    expect(rounded.body).toMatchObject({ reason: "similar-claims" });
    expect((await post(author, "/api/v1/claims", { ...again, insist: true })).status).toBe(200);
    expect(await claimsOf(slot)).toHaveLength(2);
  });

  test("as a report on a claim on file, a document brings that claim's own value, whatever was typed", async () => {
    const slot = await aSlot();
    const author = await signedIn("contributor");
    const { body } = await post(author, "/api/v1/claims", content(slot));
    const typed = content(slot, { scope: "China", value: { number: 70, unit: "W" }, reportOn: body.claimId });
    expect((await post(author, "/api/v1/claims", typed)).body).toMatchObject({ claimId: body.claimId });
    expect(await claimsOf(slot)).toHaveLength(1);
    expect(await database().$count(report, eq(report.claimId, body.claimId))).toBe(2);
    const unknown = content(slot, { reportOn: "00000000-0000-4000-8000-000000000000" });
    expect((await post(author, "/api/v1/claims", unknown)).body).toMatchObject({ reason: "claim-not-found" });
  });

  test("a form that repeats a claim comes back with everything typed", async () => {
    const slot = await aSlot();
    const author = await signedIn("contributor");
    await post(author, "/api/v1/claims", content(slot));
    const typed = form(slot, { scope: "China" });
    const draft = await draftOf(await postForm(author, "/api/v1/claims", typed), author.id);
    expect(draft).toMatchObject({ reason: "similar-claims", fields: { scope: "China", url: typed.url } });
    await postForm(author, "/api/v1/claims", { ...typed, insist: "true" });
    expect(await claimsOf(slot)).toHaveLength(2);
  });

  test("of many equal submissions at once there is one claim, with a report for each document", async () => {
    const slot = await aSlot();
    const authors = await Promise.all(Array.from({ length: 8 }, () => signedIn("contributor")));
    const answers = await Promise.all(
      authors.map((author) =>
        post(author, "/api/v1/claims", content(slot, { publisher: { name: "New Outlet", kind: "outlet" } })),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(new Set(answers.map(({ body }) => body.claimId)).size).toBe(1);
    const [only] = await claimsOf(slot);
    expect(await database().$count(report, eq(report.claimId, only?.id ?? ""))).toBe(8);
    expect(await database().$count(source, eq(source.name, "New Outlet"))).toBe(1);
  });

  test("of many submissions of one page at once one is a report, the others hear that it is reported", async () => {
    const slot = await aSlot();
    const authors = await Promise.all(Array.from({ length: 5 }, () => signedIn("contributor")));
    const url = "https://outlet.example/the-one-page";
    const answers = await Promise.all(
      authors.map((author, at) =>
        post(author, "/api/v1/claims", content(slot, { url: at % 2 ? `${url}/?utm_source=x` : url })),
      ),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    expect(answers.length - refused.length).toBe(1);
    for (const { status, body } of refused)
      expect([status, body.reason, body.standing.claimId]).toEqual([
        409,
        "already-reported",
        (await claimsOf(slot))[0]?.id,
      ]);
    expect(await database().$count(document, eq(document.urlKey, "outlet.example/the-one-page"))).toBe(1);
  });

  test("the same rumor sent twice waits once", async () => {
    const slot = await aSlot();
    const author = await signedIn();
    const rumor = content(slot);
    const answers = await Promise.all([1, 2, 3].map(() => post(author, "/api/v1/claims", rumor)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await database().$count(submission, eq(submission.memberId, author.id))).toBe(1);
  });

  test("a page that already reports a ruled claim is refused, another page is a further report on it", async () => {
    const slot = await aSlot();
    const known = await aClaim({ deviceId: slot.phone.id, attributeId: slot.charging.id });
    const author = await signedIn("contributor");
    const rumor = content(slot);
    expect((await post(author, "/api/v1/claims", rumor)).body.claimId).toBe(known.id);
    expect((await post(author, "/api/v1/claims", rumor)).body).toMatchObject({ reason: "already-reported" });
    expect((await post(await signedIn(), "/api/v1/claims", rumor)).body).toMatchObject({
      reason: "already-reported",
    });
  });

  test("a proposed device gets a slug nobody has had, and the same proposal finds it again", async () => {
    const slot = await aSlot();
    await aDevice({ slug: "zeta-fold-9", workingName: "Something else" });
    const author = await signedIn("contributor");
    const proposal = { device: { brand: "Zeta", name: "Fold 9" } };
    const first = await post(author, "/api/v1/claims", content(slot, proposal));
    const again = { device: { brand: "zeta", name: "Zeta  Fold9" } };
    const second = await post(author, "/api/v1/claims", content(slot, again));
    expect(second.body.claimId).toBe(first.body.claimId);
    const found = await database().select().from(device).where(eq(device.workingName, "Zeta Fold 9"));
    expect(found).toMatchObject([{ slug: "zeta-fold-9-2", status: "rumored" }]);
  });

  test("who said it first may be the publisher, a known source or a new one", async () => {
    const slot = await aSlot();
    const leaker = await aSource({ kind: "leaker", name: "Leaky" });
    const author = await signedIn("contributor");
    const origins = ["publisher", { slug: leaker.slug }, { name: "Fresh Leaker", kind: "leaker" }];
    for (const origin of origins)
      expect((await post(author, "/api/v1/claims", content(slot, { origin }))).status).toBe(200);
    const [only] = await claimsOf(slot);
    const page = await get(null, `/api/v1/claims/${only?.id}`);
    const named = page.body.claim.reports.map((one: { origin: { name: string } }) => one.origin.name);
    expect(named.sort()).toEqual(["Fresh Leaker", "Leaky", slot.outlet.name]);
  });

  test("how sure it sounded reaches the report, also when a moderator accepts it later", async () => {
    const slot = await aSlot();
    const [author, moderator] = [await signedIn("contributor"), await signedIn("moderator")];
    const atOnce = await post(author, "/api/v1/claims", content(slot, { hedge: "likely" }));
    await post(author, "/api/v1/claims", content(slot));
    const queued = await post(await signedIn(), "/api/v1/claims", content(slot, { hedge: "could" }));
    const waiting = await get(moderator, "/api/v1/moderation?limit=100");
    const shown = waiting.body.submissions.find((one: { id: string }) => one.id === queued.body.id);
    expect(shown.content.hedge).toBe("could");
    await post(moderator, `/api/v1/moderation/${queued.body.id}`, { decision: "accept" });
    const page = await get(null, `/api/v1/claims/${atOnce.body.claimId}`);
    const hedges = page.body.claim.reports.map((one: { hedge: string | null }) => one.hedge);
    expect(hedges.sort()).toEqual(["could", "likely", null]);
  });

  test("what was submitted before anybody asked how sure it sounded can still be accepted", async () => {
    const slot = await aSlot();
    const queued = await post(await signedIn(), "/api/v1/claims", content(slot));
    await database()
      .update(submission)
      .set({ content: sql`${submission.content} - 'hedge'` })
      .where(eq(submission.id, queued.body.id));
    const path = `/api/v1/moderation/${queued.body.id}`;
    const accepted = await post(await signedIn("moderator"), path, { decision: "accept" });
    const page = await get(null, `/api/v1/claims/${accepted.body.claimId}`);
    expect(page.body.claim.reports).toMatchObject([{ hedge: null }]);
  });

  test("a page that credits nobody, but names who had said it, is suggested as its repeat and counts as no origin", async () => {
    const slot = await aSlot();
    const author = await signedIn("contributor");
    const publisher = { name: `Deep Throat ${slot.phone.slug}`, kind: "leaker" };
    const first = await post(author, "/api/v1/claims", content(slot, { publisher, published: "2022-04-30" }));
    await post(author, "/api/v1/claims", content(slot, { title: `${publisher.name} on charging` }));
    const { claim: found } = (await get(null, `/api/v1/claims/${first.body.claimId}`)).body;
    const [note, story] = found.reports;
    expect(note.suggestedOriginDocumentId).toBeNull();
    expect(story).toMatchObject({ originDocumentId: null, suggestedOriginDocumentId: note.document.id });
    expect(found.independentOrigins).toBe(1);
  });

  test("twenty may wait, the next one must", async () => {
    const slot = await aSlot();
    const author = await signedIn();
    for (let count = 0; count < 20; count += 1)
      expect((await post(author, "/api/v1/claims", content(slot))).status).toBe(200);
    expect((await post(author, "/api/v1/claims", content(slot))).body).toMatchObject({
      status: 429,
      reason: "queue-full",
    });
  });
});

describe("bad submissions", () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ["no statement", { statement: "" }, "malformed", "statement"],
    ["a statement too long", { statement: "x".repeat(141) }, "malformed", "statement"],
    ["a statement of the wrong type", { statement: 7 }, "malformed", "statement"],
    ["a statement that turns around", { statement: "67 \u202eW" }, "text-not-allowed", "statement"],
    ["a title with a zero-width space", { title: "a\u200bb" }, "text-not-allowed", "title"],
    ["a scope with a control character", { scope: "Chi\u0007na" }, "text-not-allowed", "scope"],
    ["a javascript: address", { url: "javascript:alert(1)" }, "url-not-allowed", "url"],
    ["a data: address", { url: "data:text/html,x" }, "url-not-allowed", "url"],
    ["an address with a password", { url: "https://a:b@example.com" }, "url-not-allowed", "url"],
    ["an address of this machine", { url: "http://127.0.0.1/x" }, "url-not-allowed", "url"],
    ["a day that does not exist", { published: "2022-02-30" }, "malformed", "published"],
    ["a page from the future", { published: "2099-01-01" }, "published-in-the-future", "published"],
    ["an unknown device", { device: { slug: "no-such-phone" } }, "device-not-found", "device"],
    ["an unknown attribute", { attribute: "no-such" }, "attribute-not-found", "attribute"],
    ["an unknown publisher", { publisher: { slug: "no-such" } }, "source-not-found", "publisher"],
    ["a new publisher of no kind", { publisher: { name: "X" } }, "malformed", "publisher.kind"],
    ["an unknown origin", { origin: { slug: "no-such" } }, "source-not-found", "origin"],
    ["a value of another type", { value: { text: "fast" } }, "value-does-not-fit", "value"],
    ["a value in another unit", { value: { number: 67, unit: "kg" } }, "value-does-not-fit", "value"],
    ["a number that is none", { value: { number: "x" } }, "malformed", "value.number"],
    ["a value without an end", { value: { number: 1e300 } }, "malformed", "value.number"],
    ["another word for how sure it sounded", { hedge: "surely" }, "malformed", "hedge"],
    ["an unknown field", { memberId: "x" }, "malformed", "memberId"],
  ])("%s is refused with one sentence, and nothing changes", async (_, more, reason, path) => {
    const slot = await aSlot();
    const answer = await post(await signedIn("contributor"), "/api/v1/claims", content(slot, more), {
      "accept-language": "de",
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(answer.body).toMatchObject({ reason, problems: [{ path }] });
    expect(answer.body.title).toMatch(/^\p{Lu}.*\.$/u);
    expect(answer.body.problems[0].detail.length).toBeGreaterThan(5);
    expect(await claimsOf(slot)).toEqual([]);
  });

  test("markup is text like any other, and comes back as it was typed", async () => {
    const slot = await aSlot();
    const statement = "<script>alert(1)</script> & 67 W";
    const answer = await post(await signedIn("contributor"), "/api/v1/claims", content(slot, { statement }));
    expect((await get(null, `/api/v1/claims/${answer.body.claimId}`)).body.claim.statement).toBe(statement);
  });
});

describe("by a plain form", () => {
  test("a form is answered with the page that shows what became of it", async () => {
    const slot = await aSlot();
    const queued = await postForm(await signedIn(), "/api/v1/claims", form(slot));
    expect(queued.status).toBe(303);
    expect(queued.headers.get("location")).toMatch(/^\/en\/submissions\?submitted=/);
    const published = await postForm(
      await signedIn("contributor"),
      "/api/v1/claims",
      form(slot, { locale: "de", valueNumber: "0,067 kW", originFrom: "publisher", hedge: "will" }),
    );
    const [only] = await claimsOf(slot);
    expect(published.headers.get("location")).toBe(`/de/claims/${only?.id}`);
    expect(only).toMatchObject({ value: { number: 67, unit: "W" }, language: "de" });
    const reports = await database()
      .select()
      .from(report)
      .where(eq(report.claimId, only?.id ?? ""));
    expect(reports).toMatchObject([{ hedge: "will" }]);
  });

  test.each<[string, Record<string, string>, string]>([
    ["a value that is none", { valueNumber: "plenty" }, "value"],
    ["no value", { valueNumber: "" }, "value"],
    ["a new publisher of no kind", { publisher: "Never Heard Of" }, "publisherKind"],
    ["a device without a name", { device: "", newDeviceBrand: "Zeta" }, "newDeviceName"],
    ["no address", { url: "", hedge: "likely" }, "url"],
    ["another word for how sure it sounded", { hedge: "surely" }, "hedge"],
  ])("%s goes back to the form with everything typed", async (_, more, field) => {
    const slot = await aSlot();
    const author = await signedIn();
    const typed = form(slot, { locale: "de", returnTo: "/de/submit?step=2", ...more });
    const response = await postForm(author, "/api/v1/claims", typed);
    expect(response.status).toBe(303);
    const draft = await draftOf(response, author.id);
    const { locale: _locale, returnTo: _returnTo, ...fields } = typed;
    expect(draft).toMatchObject({ path: "/de/submit", fields });
    expect(draft.problems[0]?.path).toBe(field);
    expect(await findFormDraft(response.headers.get("location")?.split("draft=")[1] ?? "", null)).toBeNull();
    expect(await database().$count(submission, eq(submission.memberId, author.id))).toBe(0);
  });

  test("signed out, it goes to the sign-in and from there back to the filled form", async () => {
    const slot = await aSlot();
    const response = await postForm(null, "/api/v1/claims", form(slot));
    const location = new URL(response.headers.get("location") ?? "", "http://localhost");
    expect(location.pathname).toBe("/en/sign-in");
    const back = new URL(location.searchParams.get("returnTo") ?? "", "http://localhost");
    expect(back.pathname).toBe("/en/submit");
    const draft = await findFormDraft(back.searchParams.get("draft") ?? "", null);
    expect(draft).toMatchObject({ reason: "sign-in-first", fields: { publisher: slot.outlet.slug } });
  });

  test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "/api/v1/me", "/en\nx"])(
    "a way back to %j is not taken",
    async (returnTo) => {
      const slot = await aSlot();
      const response = await postForm(await signedIn(), "/api/v1/claims", form(slot, { returnTo, url: "" }));
      expect(response.headers.get("location")).toBeNull();
      expect(response.status).toBe(400);
      expect(await response.text()).toBe("Some entries are missing or not understood.");
    },
  );
});
