import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { linkKey } from "@/auth";
import { rawSql } from "@/db/client";
import { listLocalMails } from "@/db/mailbox";
import { findAccount } from "@/db/members";
import { findSignIn } from "@/db/sign-in";
import { testBrowser } from "@/ops/test-browser";

type Received = { to: string; link: URL; token: string; code: string; raw: string };

const received: Received[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const raw = Buffer.concat(chunks).toString();
      const text = raw.replaceAll("=\r\n", "").replaceAll("=3D", "=");
      const link = new URL(/http:\/\/\S+\/sign-in\/confirm\?\S+/.exec(text)?.[0] ?? "");
      const code = /\b([2-9A-Z]{4}-[2-9A-Z]{4})\r\n/.exec(text)?.[1] ?? "";
      const token = link.searchParams.get("token") ?? "";
      received.push({ to: session.envelope.rcptTo[0]?.address ?? "", link, token, code, raw });
      done();
    });
  },
});

let place = 0;
/** A browser at an address of its own, so that the limit on mails from one place counts for one test. */
const somewhere = () => testBrowser({ peer: `198.51.100.${++place}` });

beforeAll(async () => {
  process.env.AUTH_SECRET = "a secret of the tests, long enough to be one";
  delete process.env.APP_URL;
  delete process.env.HEARSAY_EMBEDDED;
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  process.env.SMTP_URL = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((resolve) => smtp.close(resolve)));
beforeEach(() => {
  received.length = 0;
});

async function asked(browser: ReturnType<typeof testBrowser>, email: string) {
  const answer = await browser.form("/api/v1/sign-in", { email, locale: "en", returnTo: "/en/sign-in" });
  expect(answer.headers.get("location")).toBe("/en/sign-in/confirm");
  const mail = received.at(-1);
  if (!mail) throw new Error("no mail came");
  return mail;
}

const confirm = (mail: Received, more: Record<string, string> = {}) => ({
  email: mail.to,
  token: mail.token,
  locale: "en",
  returnTo: mail.link.pathname + mail.link.search,
  ...more,
});

describe("signing in by mail", () => {
  test("opens an account and a session in the browser that asked, once", async () => {
    const browser = somewhere();
    const mail = await asked(browser, "Anna@Example.org");
    expect(mail.to).toBe("anna@example.org");
    expect(mail.raw).not.toMatch(/<script|Anna@/);
    const answer = await browser.form("/api/v1/sign-in/confirm", confirm(mail, { next: "/en/devices" }));
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/en/welcome?next=%2Fen%2Fdevices");
    const member = await browser.who();
    expect(member).toMatchObject({ handle: null, role: "member" });

    const again = await browser.json("/api/v1/sign-in/confirm", { email: mail.to, token: mail.token });
    expect(await again.json()).toMatchObject({ reason: "link-invalid" });

    const later = somewhere();
    const second = await asked(later, "anna@example.org");
    await later.form("/api/v1/sign-in/confirm", confirm(second));
    expect((await later.who())?.id).toBe(member?.id);
  });

  test("keeps neither the session's token nor the link's in the database", async () => {
    const browser = somewhere();
    const mail = await asked(browser, "hashed@example.org");
    const asLink = JSON.stringify(await rawSql()`select * from verification_token`);
    expect(asLink).toContain("hashed@example.org");
    expect(asLink).not.toContain(mail.token);
    expect(asLink).not.toContain(mail.code.replace("-", ""));
    await browser.form("/api/v1/sign-in/confirm", confirm(mail));
    const token = browser.cookies.get("hearsay-session") ?? "";
    expect(token.length).toBeGreaterThan(40);
    const sessions = await rawSql()`select * from session`;
    expect(JSON.stringify(sessions)).not.toContain(token);
  });

  test("leaves the link intact when a mail scanner opens it a hundred times", async () => {
    const browser = somewhere();
    const mail = await asked(browser, "scanned@example.org");
    for (let i = 0; i < 100; i++) await findSignIn(linkKey(mail.to, mail.token), null);
    const scanner = somewhere();
    const query = new URLSearchParams({ email: mail.to, token: mail.token });
    expect((await scanner.get(`/api/auth/callback/email?${query}`)).status).toBe(404);
    expect((await scanner.get(`/api/v1/sign-in/confirm?${query}`)).status).toBe(405);
    await browser.form("/api/v1/sign-in/confirm", confirm(mail));
    expect(await browser.who()).not.toBeNull();
  });

  test("gives one session when fifty confirm at once", async () => {
    const browser = somewhere();
    const mail = await asked(browser, "crowd@example.org");
    const headers = Object.fromEntries(browser.headers());
    const crowd = Array.from({ length: 50 }, () => testBrowser({ peer: `203.0.113.${++place}`, headers }));
    const answers = await Promise.all(
      crowd.map((one) => one.json("/api/v1/sign-in/confirm", { email: mail.to, token: mail.token })),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 422)).toHaveLength(49);
    const [count] = await rawSql()<
      { n: number }[]
    >`select count(*)::int as n from session s join member m on m.id = s.user_id where m.email = ${mail.to}`;
    expect(count?.n).toBe(1);
  });

  test("asks another browser for the code, five times at most", async () => {
    const mail = await asked(somewhere(), "elsewhere@example.org");
    const other = somewhere();
    const without = await other.json("/api/v1/sign-in/confirm", { email: mail.to, token: mail.token });
    expect(await without.json()).toMatchObject({ reason: "code-wrong" });
    const typed = confirm(mail, { code: mail.code.toLowerCase().replace("-", " ") });
    await other.form("/api/v1/sign-in/confirm", typed);
    expect(await other.who()).not.toBeNull();

    const guessed = await asked(somewhere(), "guessed@example.org");
    const guesser = somewhere();
    for (let i = 0; i < 5; i++) {
      const wrong = { email: guessed.to, token: guessed.token, code: "22222222" };
      expect((await guesser.json("/api/v1/sign-in/confirm", wrong)).status).toBe(422);
    }
    const right = { email: guessed.to, token: guessed.token, code: guessed.code };
    const refused = await guesser.json("/api/v1/sign-in/confirm", right);
    expect(await refused.json()).toMatchObject({ reason: "too-many" });
    expect(await guesser.who()).toBeNull();
  });

  test("takes the code alone in the browser that asked, and nowhere else", async () => {
    const browser = somewhere();
    const mail = await asked(browser, "typed@example.org");
    const stranger = await somewhere().json("/api/v1/sign-in/confirm", { code: mail.code });
    expect(await stranger.json()).toMatchObject({ reason: "link-expired" });
    expect((await browser.json("/api/v1/sign-in/confirm", { code: "ABCD-2345" })).status).toBe(422);
    expect((await browser.json("/api/v1/sign-in/confirm", { code: mail.code })).status).toBe(200);
    expect(await browser.who()).not.toBeNull();
  });

  test("refuses an expired link and keeps no secret in the draft of the refused form", async () => {
    const browser = somewhere();
    const mail = await asked(browser, "late@example.org");
    await rawSql()`update verification_token set expires = now() - interval '1 second' where identifier = ${mail.to}`;
    const answer = await browser.form("/api/v1/sign-in/confirm", confirm(mail));
    expect(answer.headers.get("location")).toContain("&draft=");
    const drafts = JSON.stringify(await rawSql()`select * from form_draft`);
    expect(drafts).toContain("link-expired");
    expect(drafts).not.toContain(mail.token);
    expect(await browser.who()).toBeNull();
  });

  test("answers the same for a known and an unknown address", async () => {
    const known = somewhere();
    await known.form("/api/v1/sign-in/confirm", confirm(await asked(known, "known@example.org")));
    const shape = async (email: string) => {
      const answer = await somewhere().form("/api/v1/sign-in", { email, locale: "de" });
      return [answer.status, answer.headers.get("location"), await answer.text()];
    };
    expect(await shape("known@example.org")).toEqual(await shape("nobody@example.org"));
  });

  test("sends one address three mails in a quarter of an hour, whoever asks", async () => {
    for (let i = 0; i < 3; i++) await asked(somewhere(), "flooded@example.org");
    const fourth = await somewhere().json("/api/v1/sign-in", { email: "Flooded@example.org" });
    expect(fourth.status).toBe(429);
    expect(Number(fourth.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(received).toHaveLength(3);
  });

  test("sends ten mails an hour from one place, an IPv6 one by its /64", async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 11; i++) {
      const browser = testBrowser({ peer: `2001:db8:0:1::${i + 1}` });
      statuses.push((await browser.json("/api/v1/sign-in", { email: `m${i}@example.org` })).status);
    }
    expect(statuses).toEqual([...Array(10).fill(200), 429]);
  });

  test.each(["", "anna", "a@b@example.org", "x@example.org\r\nBcc: y@example.org", "a".repeat(400)])(
    "refuses %j as an address, keeps it for the form and sends nothing",
    async (email) => {
      const answer = await somewhere().form("/api/v1/sign-in", {
        email,
        locale: "de",
        returnTo: "/de/sign-in",
      });
      expect(answer.status).toBe(303);
      expect(answer.headers.get("location")).toMatch(/^\/de\/sign-in\?draft=/);
      expect(received).toHaveLength(0);
    },
  );

  test("builds no link from a Host that anybody may write, and says when a mail cannot leave", async () => {
    const poisoned = testBrowser({ peer: "198.51.100.250", headers: { host: "evil.example" } });
    const answer = await poisoned.json("/api/v1/sign-in", { email: "victim@example.org" });
    expect(await answer.json()).toMatchObject({ reason: "mail-not-sent" });
    const url = process.env.SMTP_URL;
    process.env.SMTP_URL = "smtp://127.0.0.1:1";
    const unsent = await somewhere().json("/api/v1/sign-in", { email: "unsent@example.org" });
    process.env.SMTP_URL = url;
    expect(await unsent.json()).toMatchObject({ reason: "mail-not-sent" });
    expect(received).toHaveLength(0);
  });
});

describe("a local trial", () => {
  const smtpUrl = () => process.env.SMTP_URL;

  test("keeps mails in the mailbox and signs demo members in; nobody from outside gets either", async () => {
    const url = smtpUrl();
    delete process.env.SMTP_URL;
    process.env.HEARSAY_EMBEDDED = "1";
    await rawSql()`insert into member (id, handle, handle_folded, role, simulated)
          values (gen_random_uuid(), 'demo-moderator', 'demomoderator', 'moderator', true) on conflict do nothing`;
    const here = testBrowser();
    await here.form("/api/v1/sign-in", { email: "local@example.org", locale: "en" });
    expect((await listLocalMails())[0]).toMatchObject({ to: "local@example.org" });
    await here.json("/api/v1/sign-in/demo", { handle: "demo-moderator" });
    expect(await here.who()).toMatchObject({ role: "moderator" });

    const outside = [
      testBrowser({ peer: "198.51.100.77" }),
      testBrowser({ headers: { "x-hearsay-peer": "forwarded" } }),
      testBrowser({ headers: { host: "hearsay.example" } }),
    ];
    for (const browser of outside) {
      const demo = await browser.json("/api/v1/sign-in/demo", { handle: "demo-moderator" });
      expect(demo.status).toBe(404);
      expect((await browser.json("/api/v1/sign-in", { email: "o@example.org" })).status).toBe(502);
    }
    delete process.env.HEARSAY_EMBEDDED;
    process.env.SMTP_URL = url;
  });
});

describe("an account", () => {
  async function signedIn(email: string) {
    const browser = somewhere();
    await browser.form("/api/v1/sign-in/confirm", confirm(await asked(browser, email)));
    return browser;
  }

  test("takes a handle that differs from all others when folded", async () => {
    const first = await signedIn("one@example.org");
    const second = await signedIn("two@example.org");
    const chosen = await first.form("/api/v1/me/handle", {
      handle: "Half-Life",
      locale: "en",
      next: "/en/x",
    });
    expect(chosen.headers.get("location")).toBe("/en/x");
    expect(await first.who()).toMatchObject({ handle: "half-life" });
    const similar = await second.json("/api/v1/me/handle", { handle: "half_life" });
    expect(await similar.json()).toMatchObject({ reason: "handle-taken" });
    const staff = await second.json("/api/v1/me/handle", { handle: "m0derator" });
    expect(await staff.json()).toMatchObject({ reason: "handle-reserved" });
    expect((await somewhere().json("/api/v1/me/handle", { handle: "nobody-here" })).status).toBe(401);
  });

  test("keeps its language", async () => {
    const browser = await signedIn("sprache@example.org");
    await browser.json("/api/v1/me/language", { language: "de" });
    const member = await browser.who();
    expect(await findAccount(member?.id ?? "")).toMatchObject({ locale: "de" });
  });

  test("ends its sessions at once, and nobody else's", async () => {
    const here = await signedIn("many@example.org");
    const there = await signedIn("many@example.org");
    const stranger = await signedIn("stranger@example.org");
    const [own] = await rawSql()<
      { id: string }[]
    >`select s.id from session s where s.session_token = encode(sha256(${there.cookies.get("hearsay-session") ?? ""}::bytea), 'hex')`;
    const path = `/api/v1/me/sessions/${own?.id}/revoke`;
    expect((await stranger.json(path, {})).status).toBe(404);
    expect(await there.who()).not.toBeNull();
    expect((await here.json(path, {})).status).toBe(200);
    expect(await there.who()).toBeNull();
    expect(await here.who()).not.toBeNull();

    const third = await signedIn("many@example.org");
    expect(await (await third.json("/api/v1/me/sessions/revoke-others", {})).json()).toEqual({ ended: 1 });
    expect(await here.who()).toBeNull();
    const token = third.cookies.get("hearsay-session") ?? "";
    await third.form("/api/v1/sign-out", { locale: "en" });
    expect(third.cookies.has("hearsay-session")).toBe(false);
    third.cookies.set("hearsay-session", token);
    expect(await third.who()).toBeNull();
  });

  test("is signed out when its session has expired, and stays signed in while it is used", async () => {
    const browser = await signedIn("idle@example.org");
    const member = (await browser.who())?.id ?? "";
    await rawSql()`update session set last_seen_at = now() - interval '2 days', expires = now() + interval '1 day' where user_id = ${member}`;
    expect(await browser.who()).not.toBeNull();
    const [row] = await rawSql()<
      { days: number }[]
    >`select extract(day from expires - now())::int as days from session where user_id = ${member}`;
    expect(row?.days).toBeGreaterThanOrEqual(29);
    await rawSql()`update session set expires = now() - interval '1 second' where user_id = ${member}`;
    expect(await browser.who()).toBeNull();
  });

  test("is not signed in or out by a page of another site", async () => {
    const browser = await signedIn("victim@example.org");
    const foreign = testBrowser({
      peer: "198.51.100.251",
      headers: { origin: "https://evil.example", cookie: browser.headers().get("cookie") ?? "" },
    });
    expect((await foreign.form("/api/v1/sign-out", {})).status).toBe(403);
    expect(await browser.who()).not.toBeNull();
  });
});
