import { createHash, createHmac, randomBytes, randomInt } from "node:crypto";
import { NextRequest } from "next/server";
import NextAuth, { type NextAuthConfig } from "next-auth";
import GitHub from "next-auth/providers/github";
import pino from "pino";
import { type AuthContext, authAdapter } from "@/db/auth-adapter";
import { findSessionMember, newSessionToken, openSession } from "@/db/sessions";
import type { AskedSignIn } from "@/db/sign-in";
import { normalizeEmail } from "@/rules/emails";
import { isLocalHost, isLocalTrial as isLocalTrialAt } from "@/rules/local-trial";
import { isLocale, type Locale } from "@/rules/locales";
import { Refusal } from "@/rules/refusal";
import { codeAlphabet, codeLength, linkMinutes } from "@/rules/sign-in";
import type { Viewer } from "@/rules/viewer";

const log = pino({ name: "auth" });
/** What next-auth calls errors and is somebody's used link, changed mind or second account. */
const expected = new Set([
  "Verification",
  "OAuthAccountNotLinked",
  "OAuthCallbackError",
  "AccessDenied",
  "InvalidCheck",
]);

const basePath = "/api/auth";
const cookieSeconds = 365 * 86_400;

function appUrl(): URL | null {
  return process.env.APP_URL ? new URL(process.env.APP_URL) : null;
}

function isSecure(): boolean {
  return appUrl()?.protocol === "https:";
}

function cookieName(name: string): string {
  return `${isSecure() ? "__Host-" : ""}hearsay-${name}`;
}

const cookieOptions = () => ({ httpOnly: true, sameSite: "lax" as const, path: "/", secure: isSecure() });

function cookieLine(name: string, value: string, maxAge: number): string {
  const attributes = `Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`;
  return `${cookieName(name)}=${value}; ${attributes}`;
}

function readCookie(headers: Headers, name: string): string | null {
  const wanted = `${cookieName(name)}=`;
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length);
  // Ours are base64url; whatever else stands there was never given out.
  return value && /^[\w-]{20,128}$/.test(value) ? value : null;
}

function secret(): string {
  const found = process.env.AUTH_SECRET;
  if (!found) throw new Error("AUTH_SECRET is not set; the server provides it at start.");
  return found;
}

/** The session token a browser shows, still unchecked. */
export function sessionToken(headers: Headers): string | null {
  return readCookie(headers, "session");
}

/** Who is asking; an expired or revoked session is nobody. */
export async function currentViewer(headers: Headers): Promise<Viewer> {
  const token = sessionToken(headers);
  return token ? findSessionMember(token) : null;
}

/**
 * Whether this request is somebody trying Hearsay out on their own machine: mailbox and demo members exist only then.
 * The process writes x-hearsay-peer from the socket and takes it from nobody; without it the answer is no.
 */
export function isLocalTrial(headers: Headers): boolean {
  const peer = headers.get("x-hearsay-peer");
  return isLocalTrialAt({
    embeddedDatabase: process.env.HEARSAY_EMBEDDED === "1",
    appUrl: process.env.APP_URL,
    peer,
    host: headers.get("host"),
    forwarded: peer === "forwarded",
  });
}

/** Where a mail asked for by this request goes: out by SMTP, into the mailbox of a local trial, or nowhere. */
export function mailRoute(headers: Headers): "smtp" | "mailbox" | null {
  if (!siteOrigin(headers)) return null;
  if (process.env.SMTP_URL) return "smtp";
  return isLocalTrial(headers) ? "mailbox" : null;
}

/**
 * Where links in mails lead. Without APP_URL only this machine's own names are believed, because a Host header is
 * whatever its sender wrote.
 */
export function siteOrigin(headers: Headers): string | null {
  const url = appUrl();
  if (url) return url.origin;
  const host = headers.get("host");
  return host && isLocalHost(host) ? `http://${host}` : null;
}

/** The outside services one can sign in with, as configured. */
export function signInProviders(): { id: "github" | "oidc"; name: string }[] {
  const env = process.env;
  const found: { id: "github" | "oidc"; name: string }[] = [];
  if (env.AUTH_GITHUB_ID && env.AUTH_GITHUB_SECRET) found.push({ id: "github", name: "GitHub" });
  if (env.AUTH_OIDC_ISSUER && env.AUTH_OIDC_ID && env.AUTH_OIDC_SECRET)
    found.push({ id: "oidc", name: env.AUTH_OIDC_NAME || new URL(env.AUTH_OIDC_ISSUER).hostname });
  return found;
}

type Provider = NextAuthConfig["providers"][number];

/** GitHub names addresses nobody has verified; only a verified one may become a member's. */
async function verifiedGithubEmail(accessToken: string | undefined): Promise<string | null> {
  const response = await fetch("https://api.github.com/user/emails", {
    headers: { authorization: `Bearer ${accessToken}`, "user-agent": "hearsay" },
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) return null;
  const emails: { email: string; primary: boolean; verified: boolean }[] = await response.json();
  const primary = emails.find((entry) => entry.primary && entry.verified);
  return primary ? normalizeEmail(primary.email) : null;
}

function github(): Provider {
  return GitHub({
    clientId: process.env.AUTH_GITHUB_ID,
    clientSecret: process.env.AUTH_GITHUB_SECRET,
    checks: ["pkce", "state"],
    // Nothing is asked of GitHub after the sign-in, so its tokens are not kept.
    account: () => ({}),
    profile: async (profile, tokens) => ({
      id: String(profile.id),
      email: await verifiedGithubEmail(tokens.access_token),
    }),
  });
}

function oidc(): Provider {
  return {
    id: "oidc",
    type: "oidc",
    name: process.env.AUTH_OIDC_NAME ?? "OpenID Connect",
    issuer: process.env.AUTH_OIDC_ISSUER,
    clientId: process.env.AUTH_OIDC_ID,
    clientSecret: process.env.AUTH_OIDC_SECRET,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid email" } },
    // Issuers that follow the standard put the address behind userinfo and not into the id token.
    idToken: false,
    account: () => ({}),
    profile: (profile) => ({
      id: String(profile.sub),
      email: profile.email_verified === true ? normalizeEmail(String(profile.email ?? "")) : null,
    }),
  };
}

/** What next-auth asks for to send a sign-in mail: the token is handed back, the API words and sends the mail. */
function mail(deliver: (token: string) => void): Provider {
  return {
    id: "email",
    type: "email",
    name: "E-mail",
    maxAge: linkMinutes * 60,
    options: {},
    generateVerificationToken: newSessionToken,
    normalizeIdentifier: (input) => normalizeEmail(input) ?? "",
    sendVerificationRequest: ({ token }) => deliver(token),
  };
}

function nextAuth(context: AuthContext, deliver: (token: string) => void = () => {}) {
  const page = `/${context.locale}/sign-in`;
  const configured = signInProviders().map(({ id }) => (id === "github" ? github() : oidc()));
  const cookie = (name: string, options = {}) => ({
    name: cookieName(name),
    options: { ...cookieOptions(), ...options },
  });
  return NextAuth({
    basePath,
    secret: secret(),
    trustHost: true,
    useSecureCookies: isSecure(),
    adapter: authAdapter(context),
    providers: [mail(deliver), ...configured],
    logger: {
      error: (error) =>
        log[expected.has(error.name) ? "debug" : "error"]({ err: error }, "next-auth refused"),
      warn: (code) => log.warn({ code }, "next-auth warned"),
      debug: () => {},
    },
    session: { strategy: "database", generateSessionToken: newSessionToken },
    pages: { signIn: page, error: page, verifyRequest: page },
    cookies: {
      sessionToken: cookie("session"),
      callbackUrl: cookie("callback-url"),
      csrfToken: cookie("csrf"),
      pkceCodeVerifier: cookie("pkce", { maxAge: 900 }),
      state: cookie("state", { maxAge: 900 }),
      nonce: cookie("nonce", { maxAge: 900 }),
    },
  }).handlers;
}

/** A request of our own making to next-auth. It must be built anew: next-auth throws on one that Hono passed on. */
function inner(headers: Headers, path: string, form?: Record<string, string>): NextRequest {
  const origin = siteOrigin(headers) ?? "http://localhost";
  const sent = new Headers();
  for (const name of ["cookie", "user-agent"]) {
    const value = headers.get(name);
    if (value) sent.set(name, value);
  }
  if (!form) return new NextRequest(new URL(path, origin), { headers: sent });
  sent.set("content-type", "application/x-www-form-urlencoded");
  const body = new URLSearchParams(form).toString();
  return new NextRequest(new URL(path, origin), { method: "POST", headers: sent, body });
}

function contextOf(headers: Headers, locale: Locale): AuthContext {
  return { locale, userAgent: headers.get("user-agent") };
}

/** Starts next-auth's own sign-in; its CSRF token is fetched here, because our wrapper has already checked the origin. */
async function postSignIn(
  headers: Headers,
  handlers: ReturnType<typeof nextAuth>,
  form: Record<string, string>,
) {
  const asked = await handlers.GET(inner(headers, `${basePath}/csrf`));
  const { csrfToken }: { csrfToken: string } = await asked.json();
  const given = asked.headers.getSetCookie().map((line) => line.split(";")[0]);
  const withCsrf = new Headers(headers);
  withCsrf.set("cookie", [headers.get("cookie"), ...given].filter(Boolean).join("; "));
  const { provider = "", ...fields } = form;
  const path = `${basePath}/signin/${provider}`;
  const answer = await handlers.POST(inner(withCsrf, path, { ...fields, csrfToken }));
  const cookies = [...asked.headers.getSetCookie(), ...answer.headers.getSetCookie()];
  return { location: answer.headers.get("location"), cookies };
}

function keyed(purpose: string, text: string): string {
  return createHmac("sha256", secret()).update(`${purpose}\0${text}`).digest("hex");
}

/** What a typed code is compared by. */
export function codeHash(code: string): string {
  return keyed("code", code);
}

/** What the browser that asks for a mail is known by, or null when it never asked. */
export function browserHash(headers: Headers): string | null {
  const value = readCookie(headers, "browser");
  return value ? keyed("browser", value) : null;
}

/** What next-auth keeps the link's token under. */
export function linkKey(email: string, token: string): AskedSignIn {
  return { identifier: email, token: createHash("sha256").update(`${token}${secret()}`).digest("hex") };
}

function newCode(): string {
  return Array.from({ length: codeLength }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join("");
}

/** Makes a link token and a code for this address, bound to the asking browser by the cookie to set. */
export async function issueSignIn(headers: Headers, email: string, locale: Locale) {
  const browser = readCookie(headers, "browser") ?? randomBytes(32).toString("base64url");
  const code = newCode();
  const binding = { codeHash: codeHash(code), browserHash: keyed("browser", browser) };
  let token: string | undefined;
  const handlers = nextAuth({ ...contextOf(headers, locale), binding }, (made) => {
    token = made;
  });
  await postSignIn(headers, handlers, { provider: "email", email });
  if (!token) throw new Error("next-auth made no sign-in token");
  return { token, code, cookie: cookieLine("browser", browser, linkMinutes * 60) };
}

/** Completes a sign-in that has shown it may be; of any number at once, one gets the session. Returns the cookies to set. */
export async function completeSignIn(
  headers: Headers,
  asked: AskedSignIn,
  locale: Locale,
): Promise<string[]> {
  const handlers = nextAuth({ ...contextOf(headers, locale), proven: asked });
  const query = new URLSearchParams({ token: "proven", email: asked.identifier });
  const answer = await handlers.GET(inner(headers, `${basePath}/callback/email?${query}`));
  const session = answer.headers.getSetCookie().find((line) => line.startsWith(`${cookieName("session")}=`));
  if (!session) throw new Refusal("link-invalid");
  return [session, cookieLine("browser", "", 0)];
}

/** Sends the browser on to a configured provider, which sends it back to `returnTo`. */
export async function startProviderSignIn(
  headers: Headers,
  provider: "github" | "oidc",
  { locale, returnTo }: { locale: Locale; returnTo: string },
): Promise<{ location: string; cookies: string[] }> {
  const handlers = nextAuth(contextOf(headers, locale));
  const started = await postSignIn(headers, handlers, { provider, callbackUrl: returnTo });
  if (!started.location) throw new Error(`next-auth gave no address for ${provider}`);
  return { location: started.location, cookies: started.cookies };
}

/**
 * The page of ours that leads on to a provider. A form may not redirect there itself: the pages' policy lets forms go
 * nowhere else, and an issuer may pass its visitors on to hosts we cannot list.
 */
export function leavingPath(locale: Locale, to: string): string {
  return `/${locale}/sign-in/leave?${new URLSearchParams({ to, seal: keyed("leave", to) })}`;
}

/** Whether the address of the leaving page was made by us and not by whoever sent the link. */
export function isSealed(to: string, seal: string): boolean {
  return keyed("leave", to) === seal;
}

/** Signs a demo member in; the caller has asked isLocalTrial. Returns the cookie to set. */
export async function openDemoSession(headers: Headers, memberId: string): Promise<string> {
  const token = newSessionToken();
  await openSession({ token, memberId, userAgent: headers.get("user-agent") });
  return cookieLine("session", token, cookieSeconds);
}

/** The cookie that makes a browser forget its session. */
export function clearedSessionCookie(): string {
  return cookieLine("session", "", 0);
}

function localeOf(headers: Headers): Locale {
  const back = (headers.get("cookie") ?? "").split(`${cookieName("callback-url")}=`)[1] ?? "";
  const path = /^[^;]*?(?:%2F|\/)(en|de)(?:%2F|\/|;|$)/.exec(back)?.[1];
  return isLocale(path) ? path : "en";
}

/**
 * What next-auth may be asked from outside: only the way back from a provider. Mail sign-ins are asked for and completed
 * through the API, where they are counted and bound to a browser.
 */
export async function handleAuth(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const provider = pathname.startsWith(`${basePath}/callback/`) ? pathname.split("/")[4] : undefined;
  const known = signInProviders().some(({ id }) => id === provider);
  if (request.method !== "GET" || !known) return new Response("Not found\n", { status: 404 });
  const locale = localeOf(request.headers);
  const handlers = nextAuth(contextOf(request.headers, locale));
  const answer = await handlers.GET(inner(request.headers, `${basePath}/callback/${provider}${search}`));
  const headers = new Headers({ "cache-control": "private, no-store", "referrer-policy": "no-referrer" });
  for (const cookie of answer.headers.getSetCookie()) headers.append("set-cookie", cookie);
  headers.set("location", wayBack(answer.headers.get("location"), locale));
  return new Response(null, { status: 303, headers });
}

/** Where next-auth sends the browser, as a path of ours: it writes 127.0.0.1 as localhost, and has pages we do not show. */
function wayBack(location: string | null, locale: Locale): string {
  const url = location && URL.canParse(location) ? new URL(location) : null;
  if (!url || url.pathname.startsWith("/api/")) return `/${locale}/sign-in?error=other`;
  return url.pathname + url.search;
}
