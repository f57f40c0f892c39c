import { eq, sql } from "drizzle-orm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { database } from "@/db/client";
import { rating } from "@/db/schema/claims";
import { formDraft, member, session } from "@/db/schema/members";
import { aClaim } from "@/db/test-data";
import { limits } from "@/rules/limits";
import { setAfterWrite } from "./after-write";
import { api } from "./app";
import { type Asker, get, post, postForm, signedIn } from "./test-client";

const json = { "content-type": "application/json" };
const rated = { probability: 0.6 };

async function aRatingPath() {
  return `/api/v1/claims/${(await aClaim()).id}/rating`;
}

async function ask(asker: Asker, path: string, init: { headers: Record<string, string>; body: BodyInit }) {
  const headers = { cookie: asker.cookie, ...init.headers };
  const request = new Request(`http://localhost${path}`, { ...init, headers, ...{ method: "POST" } });
  return api.request(request);
}

const ratings = (asker: Asker) => database().$count(rating, eq(rating.memberId, asker.id));

afterEach(() => {
  vi.unstubAllEnvs();
  setAfterWrite(async () => {});
});

describe("where a write comes from", () => {
  test.each<[string, Record<string, string>, number]>([
    ["our own page, as browsers say it", { "sec-fetch-site": "same-origin" }, 200],
    ["our own page, by its origin alone", { origin: "http://localhost" }, 200],
    ["our own page, whatever its origin header", { "sec-fetch-site": "same-origin", origin: "null" }, 200],
    ["nobody knows where", {}, 403],
    ["another site", { origin: "https://evil.example" }, 403],
    ["another site, as browsers say it", { "sec-fetch-site": "cross-site", origin: "http://localhost" }, 403],
    ["another subdomain", { "sec-fetch-site": "same-site" }, 403],
    ["the address bar", { "sec-fetch-site": "none" }, 403],
    ["a sandbox", { origin: "null" }, 403],
    ["another port", { origin: "http://localhost:81" }, 403],
    ["an origin that begins like ours", { origin: "http://localhost.evil.example" }, 403],
  ])("%s", async (_, headers, status) => {
    const rater = await signedIn();
    const body = JSON.stringify(rated);
    const response = await ask(rater, await aRatingPath(), { headers: { ...json, ...headers }, body });
    expect(response.status).toBe(status);
    expect(await ratings(rater)).toBe(status === 200 ? 1 : 0);
  });

  test("behind a proxy only the configured address is ours", async () => {
    vi.stubEnv("APP_URL", "https://hearsay.example");
    const token = (await signedIn()).cookie;
    const path = await aRatingPath();
    const send = (origin: string) =>
      ask({ id: "", handle: "", cookie: token }, path, {
        headers: { ...json, origin },
        body: JSON.stringify(rated),
      });
    expect((await send("http://localhost")).status).toBe(403);
    // Past the origin check; its session cookie has another name under https.
    expect((await send("https://hearsay.example")).status).toBe(401);
  });
});

describe("what a write may look like", () => {
  const send = async (headers: Record<string, string>, body: BodyInit) => {
    const rater = await signedIn();
    const response = await ask(rater, await aRatingPath(), {
      headers: { origin: "http://localhost", ...headers },
      body,
    });
    expect(await ratings(rater)).toBe(0);
    expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    return response.json();
  };

  test.each<[string, string, Record<string, string>, BodyInit]>([
    ["truncated JSON", "malformed", json, '{"probability": 0.'],
    ["a list", "malformed", json, "[0.5]"],
    ["a bare number", "malformed", json, "0.5"],
    ["nothing", "malformed", json, ""],
    ["bytes that are no text", "malformed", json, new Uint8Array([0x7b, 0xff, 0x7d])],
    ["a prototype", "malformed", json, '{"__proto__": {"probability": 0.5}}'],
    ["plain text", "unsupported-media-type", { "content-type": "text/plain" }, '{"probability":0.5}'],
    ["no type at all", "unsupported-media-type", { "content-type": "" }, '{"probability":0.5}'],
    ["one byte too much", "too-large", json, `"${"x".repeat(64 * 1024 - 1)}"`],
  ])("%s is refused", async (_, reason, headers, body) => {
    expect(await send(headers, body)).toMatchObject({ reason });
  });

  test("a body that lies about its length is cut off at the limit", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(16 * 1024).fill(32));
      },
    });
    const rater = await signedIn();
    const request = new Request(`http://localhost${await aRatingPath()}`, {
      ...{ method: "POST" },
      headers: { ...json, origin: "http://localhost", cookie: rater.cookie, "content-length": "20" },
      body: endless,
      duplex: "half",
    } as RequestInit);
    expect((await api.request(request)).status).toBe(413);
    expect(sent).toBeLessThan(10);
  });
});

test.each(["publisher", "attribute", "origin", "url"])(
  "U+0000 in a form's %s is refused in words",
  async (name) => {
    const fields = { returnTo: "/en/submit", valueText: "x", [name]: "a\0b" };
    const response = await postForm(await signedIn(), "/api/v1/claims", fields);
    const id = response.headers.get("location")?.split("draft=")[1] ?? "";
    const [draft] = await database().select().from(formDraft).where(eq(formDraft.id, id));
    expect(draft).toMatchObject({ reason: "text-not-allowed", fields: { [name]: "ab" } });
    expect(draft?.problems).toMatchObject([{ path: name }]);
  },
);

describe("whose session it is", () => {
  test.each<[string, (asker: Asker) => Promise<unknown>]>([
    [
      "expired",
      (asker) => database().update(session).set({ expires: sql`now()` }).where(eq(session.userId, asker.id)),
    ],
    ["revoked", (asker) => database().delete(session).where(eq(session.userId, asker.id))],
    ["of a deleted member", (asker) => database().delete(member).where(eq(member.id, asker.id))],
  ])("a session %s is nobody's", async (_, end) => {
    const rater = await signedIn();
    await end(rater);
    expect((await post(rater, await aRatingPath(), rated)).body).toMatchObject({
      status: 401,
      reason: "sign-in-first",
    });
    expect((await get(rater, "/api/v1/me")).body).toEqual({ member: null });
  });
});

describe("the answer to a write", () => {
  test("is in the language asked for: the field before the header", async () => {
    const path = await aRatingPath();
    const title = async (body: object, language: string) =>
      (await post(null, path, body, { "accept-language": language })).body.title;
    const [english, german] = ["Please sign in first.", "Bitte zuerst anmelden."];
    expect(await title(rated, "de-AT,de;q=0.9,en;q=0.5")).toBe(german);
    expect(await title(rated, "fr,en;q=0.8,de;q=0.9")).toBe(german);
    expect(await title(rated, "fr")).toBe(english);
    expect(await title({ ...rated, locale: "de" }, "en")).toBe(german);
    expect(await title({ ...rated, locale: "xx" }, "en")).toBe(english);
  });

  test("waits until the caches know, and only after the commit", async () => {
    const rater = await signedIn();
    let seen = -1;
    setAfterWrite(async () => {
      seen = await ratings(rater);
    });
    await post(rater, await aRatingPath(), rated);
    expect(seen).toBe(1);
  });

  test("stays the answer when the caches fail to follow, because the write has happened", async () => {
    setAfterWrite(async () => {
      throw new Error("no caches");
    });
    const rater = await signedIn();
    expect((await post(rater, await aRatingPath(), rated)).status).toBe(200);
    expect(await ratings(rater)).toBe(1);
  });

  test("tells a failure of our own as one, without its inside", async () => {
    const [rater, path] = [await signedIn(), await aRatingPath()];
    await database().execute(sql`alter table rating_history rename to gone`);
    const answer = await post(rater, path, rated);
    await database().execute(sql`alter table gone rename to rating_history`);
    expect(answer).toMatchObject({ status: 500, body: { reason: "unexpected" } });
    expect(JSON.stringify(answer.body)).not.toContain("rating_history");
    expect(await ratings(rater)).toBe(0);
  });
});

describe("how often one may write", () => {
  test("a member's limit holds exactly under many at once, and says when to come back", async () => {
    const rater = await signedIn();
    const path = "/api/v1/claims/nonsense/rating";
    const answers = await Promise.all(
      Array.from({ length: limits.rate.member + 10 }, () => post(rater, path, rated)),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(10);
    expect(refused[0]?.body).toMatchObject({
      reason: "too-many",
      detail: expect.stringMatching(/second|minute/),
    });
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await post(await signedIn(), path, rated)).status).toBe(404);
  });

  test("addresses of one IPv6 network share a limit, whatever they forward", async () => {
    const path = "/api/v1/submissions/nonsense/withdraw";
    const from = (host: number) => ({ "x-hearsay-peer": `2001:db8:0:1::${host.toString(16)}` });
    const forwarded = (host: number) => ({ ...from(host), "x-forwarded-for": `198.51.100.${host}` });
    for (let host = 1; host <= limits.submit.address; host += 1)
      expect((await post(null, path, {}, forwarded(host))).status).toBe(401);
    expect((await post(null, path, {}, from(4000))).status).toBe(429);
    expect((await post(null, path, {}, { "x-hearsay-peer": "2001:db8:0:2::1" })).status).toBe(401);
  });

  test("a form that is too much goes back to its page with what was typed", async () => {
    const rater = await signedIn();
    const path = "/api/v1/claims/nonsense/rating";
    const peer = { "x-hearsay-peer": "203.0.113.9" };
    await Promise.all(Array.from({ length: limits.rate.member }, () => post(rater, path, rated)));
    const response = await postForm(rater, path, { returnTo: "/en/claims/x/rate", percent: "60" }, peer);
    expect(response.headers.get("location")).toMatch(/^\/en\/claims\/x\/rate\?draft=/);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("refused forms are kept for one place only so many times; then one sentence says what is wrong", async () => {
    const path = "/api/v1/sign-in/confirm";
    const peer = { "x-hearsay-peer": "203.0.113.77" };
    const send = () => postForm(null, path, { returnTo: "/en/sign-in", email: "x" }, peer);
    const before = await database().$count(formDraft);
    for (let i = 0; i < limits.draft.address; i += 1) expect((await send()).status).toBe(303);
    const more = await send();
    expect([more.status, more.headers.get("content-type")]).toEqual([429, "text/plain; charset=utf-8"]);
    expect(await database().$count(formDraft)).toBe(before + limits.draft.address);
    const member = await postForm(await signedIn(), path, { returnTo: "/en/sign-in", email: "x" }, peer);
    // Too many sign-ins from there as well, but what a member typed is kept.
    expect([member.status, member.headers.get("location")]).toEqual([303, expect.stringContaining("draft=")]);
  });
});
