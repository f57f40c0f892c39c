import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isSealed, leavingPath } from "@/auth";
import { rawSql } from "@/db/client";
import { testBrowser } from "@/ops/test-browser";

const server = createServer();
const people: Record<string, { email: string; email_verified: boolean }> = {
  anna: { email: "Anna@Example.org", email_verified: true },
  unproven: { email: "victim@example.org", email_verified: false },
  taken: { email: "taken@example.org", email_verified: true },
};

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "hearsay",
        client_secret: "a client secret of the tests",
        redirect_uris: ["http://localhost:3000/api/auth/callback/oidc"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    cookies: { keys: ["a key of the tests"] },
    pkce: { required: () => true },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, ...people[sub] }),
    }),
  });
  server.on("request", provider.callback());
  process.env.AUTH_SECRET = "a secret of the tests, long enough to be one";
  process.env.AUTH_OIDC_ISSUER = issuer;
  process.env.AUTH_OIDC_ID = "hearsay";
  process.env.AUTH_OIDC_SECRET = "a client secret of the tests";
  process.env.AUTH_OIDC_NAME = "Test issuer";
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Goes through the issuer's own pages as a person would, until it sends the browser back to us. */
async function throughIssuer(start: string, login: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = new URL(start);
  let form: Record<string, string> | undefined;
  for (let hop = 0; hop < 12; hop++) {
    if (url.port === "3000") return url.pathname + url.search;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, {
      redirect: "manual",
      headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
      ...(form ? { method: "POST", body: new URLSearchParams(form).toString() } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s);
      cookies.set(name, value);
    }
    const page = await answer.text();
    const location = answer.headers.get("location");
    form = undefined;
    if (location) url = new URL(location, url);
    else {
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? "";
      form = prompt === "login" ? { prompt, login, password: "x" } : { prompt };
      url = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? "", url);
    }
  }
  throw new Error("the issuer did not send the browser back");
}

async function signIn(login: string, browser = testBrowser()) {
  const started = await browser.json("/api/v1/sign-in/provider", {
    provider: "oidc",
    next: "/de/devices",
    locale: "de",
  });
  const { location }: { location: string } = await started.json();
  const back = await throughIssuer(location, login);
  return { browser, back, answer: await browser.get(back) };
}

test("an issuer's account opens one member, whose verified address it brings, and keeps none of its tokens", async () => {
  const { browser, back, answer } = await signIn("anna");
  expect(answer.headers.get("location")).toBe("/de/welcome?next=%2Fde%2Fdevices");
  const member = await browser.who();
  const [row] = await rawSql()<{ email: string }[]>`select email from member where id = ${member?.id ?? ""}`;
  expect(row?.email).toBe("anna@example.org");
  const [account] = await rawSql()`select access_token, id_token, refresh_token from account`;
  expect(account).toEqual({ access_token: null, id_token: null, refresh_token: null });

  const replayed = await browser.get(back);
  expect(replayed.headers.get("location")).toContain("error=");
  const again = await signIn("anna");
  expect((await again.browser.who())?.id).toBe(member?.id);
});

test("an address the issuer did not verify is not taken over", async () => {
  const { browser } = await signIn("unproven");
  const member = await browser.who();
  expect(member).not.toBeNull();
  const [row] = await rawSql()`select email from member where id = ${member?.id ?? ""}`;
  expect(row?.email).toBeNull();
});

test("an issuer's account is never linked to a member by its address alone", async () => {
  await rawSql()`insert into member (id, email) values (gen_random_uuid(), 'taken@example.org')`;
  const { browser, answer } = await signIn("taken");
  expect(answer.headers.get("location")).toBe("/de/sign-in?error=OAuthAccountNotLinked");
  expect(await browser.who()).toBeNull();
});

test("the way back works only in the browser that went", async () => {
  const started = await testBrowser().json("/api/v1/sign-in/provider", { provider: "oidc" });
  const { location }: { location: string } = await started.json();
  const other = testBrowser();
  const answer = await other.get(await throughIssuer(location, "anna"));
  expect(answer.headers.get("location")).toContain("error=");
  expect(await other.who()).toBeNull();
});

test("a form is led on by a page of ours that leads only where the API said", async () => {
  const browser = testBrowser();
  const answer = await browser.form("/api/v1/sign-in/provider", { provider: "oidc", locale: "de" });
  const page = new URL(answer.headers.get("location") ?? "", "http://localhost:3000");
  expect(page.pathname).toBe("/de/sign-in/leave");
  const to = page.searchParams.get("to") ?? "";
  expect(to.startsWith(process.env.AUTH_OIDC_ISSUER ?? "-")).toBe(true);
  expect(isSealed(to, page.searchParams.get("seal") ?? "")).toBe(true);
  const forged = new URL(leavingPath("de", to), "http://localhost:3000").searchParams.get("seal") ?? "";
  expect(isSealed("https://evil.example/", forged)).toBe(false);
});

test("from outside, next-auth answers nothing but a configured provider's way back", async () => {
  const browser = testBrowser();
  for (const path of [
    "session",
    "csrf",
    "providers",
    "signin",
    "signin/email",
    "signout",
    "callback/email",
    "callback/github",
    "error",
  ])
    expect((await browser.get(`/api/auth/${path}`)).status).toBe(404);
  const absent = await browser.json("/api/v1/sign-in/provider", { provider: "github" });
  expect(absent.status).toBe(404);
});
