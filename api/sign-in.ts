import { z } from "@hono/zod-openapi";
import {
  browserHash,
  codeHash,
  completeSignIn,
  isLocalTrial,
  issueSignIn,
  leavingPath,
  linkKey,
  mailRoute,
  openDemoSession,
  signInProviders,
  siteOrigin,
  startProviderSignIn,
} from "@/auth";
import { listDemoMembers } from "@/db/members";
import { type AskedSignIn, checkCode, checkLink, forgetSignIns } from "@/db/sign-in";
import { signInLetter } from "@/mail/sign-in";
import { sendMail } from "@/mail/transport";
import { normalizeEmail } from "@/rules/emails";
import type { Locale } from "@/rules/locales";
import { permit, Refusal } from "@/rules/refusal";
import { safeReturnPath } from "@/rules/return-paths";
import { normalizeCode } from "@/rules/sign-in";
import { addressBlock } from "./client-address";
import { countAgainstLimit } from "./rate-limit";
import { type Ask, noParams, write } from "./write";

const nothing = z.object({});
/** The page to open once signed in; whatever is not a path of this site is ignored. */
const next = z.string().max(1000).optional();

const email = z
  .string()
  .min(1)
  .max(320)
  .refine((text) => normalizeEmail(text) !== null, { params: { reason: "email-not-allowed" } });

function query(parts: Record<string, string | null | undefined>): string {
  const given = Object.entries(parts).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
}

/** Where a fresh sign-in leads: past the choice of a handle, which passes on whoever has one. */
function welcome(locale: Locale, wanted: unknown): string {
  return `/${locale}/welcome${query({ next: safeReturnPath(wanted) })}`;
}

export const askForSignInMail = write({
  path: "/v1/sign-in",
  summary: "Have a sign-in link and code mailed to an address",
  tag: "sign-in",
  params: noParams,
  body: z.strictObject({ email, next }),
  answer: nothing,
  limit: "signIn",
  // The answer is the same whether or not anybody has this address.
  perform: async (input, ask) => {
    const to = normalizeEmail(input.email) ?? "";
    await countAgainstLimit("mailFrom", "address", addressBlock(ask.address));
    await countAgainstLimit("mailTo", "address", to);
    await mailSignIn(to, input.next, ask);
    return {};
  },
  page: (_answer, { locale }, fields) =>
    `/${locale}/sign-in/confirm${query({ next: safeReturnPath(fields.next) })}`,
});

async function mailSignIn(to: string, wanted: string | undefined, ask: Ask<unknown>): Promise<void> {
  const { headers } = ask.request;
  const origin = siteOrigin(headers);
  const route = mailRoute(headers);
  if (!origin || !route) throw new Refusal("mail-not-sent");
  const { token, code, cookie } = await issueSignIn(headers, to, ask.locale);
  const parts = query({ email: to, token, next: safeReturnPath(wanted) });
  const link = `${origin}/${ask.locale}/sign-in/confirm${parts}`;
  await sendMail(to, signInLetter(link, code, ask.locale), route);
  ask.answerHeaders.append("set-cookie", cookie);
}

export const confirmSignIn = write({
  path: "/v1/sign-in/confirm",
  summary: "Sign in with a mailed link, or with its code in the browser that asked",
  tag: "sign-in",
  params: noParams,
  body: z.strictObject({
    email: email.optional(),
    token: z
      .string()
      .regex(/^[\w-]{20,128}$/)
      .optional(),
    code: z.string().max(40).optional(),
    next,
  }),
  answer: nothing,
  limit: "signIn",
  perform: async (input, ask) => {
    const { headers } = ask.request;
    const code = normalizeCode(input.code ?? "");
    const proof = { browserHash: browserHash(headers), codeHash: code && codeHash(code) };
    const asked =
      input.email && input.token
        ? await provenByLink(linkKey(normalizeEmail(input.email) ?? "", input.token), proof)
        : await provenByCode(proof);
    const cookies = await completeSignIn(headers, asked, ask.locale);
    await forgetSignIns(asked.identifier);
    for (const cookie of cookies) ask.answerHeaders.append("set-cookie", cookie);
    return {};
  },
  page: (_answer, { locale }, fields) => welcome(locale, fields.next),
});

type Proof = { browserHash: string | null; codeHash: string | null };

async function provenByLink(asked: AskedSignIn, proof: Proof): Promise<AskedSignIn> {
  permit(await checkLink(asked, proof));
  return asked;
}

async function provenByCode(proof: Proof): Promise<AskedSignIn> {
  if (!proof.browserHash) throw new Refusal("link-expired");
  const asked = await checkCode(proof.browserHash, proof.codeHash);
  if (typeof asked === "string") throw new Refusal(asked, { problems: [{ path: "code", reason: asked }] });
  return asked;
}

export const signInWithProvider = write({
  path: "/v1/sign-in/provider",
  summary: "Go on to GitHub or the configured OpenID Connect issuer to sign in",
  tag: "sign-in",
  params: noParams,
  body: z.strictObject({ provider: z.enum(["github", "oidc"]), next }),
  answer: z.object({ location: z.url() }),
  limit: "signIn",
  perform: async (input, ask) => {
    if (!signInProviders().some(({ id }) => id === input.provider)) throw new Refusal("not-found");
    const returnTo = welcome(ask.locale, input.next);
    const { headers } = ask.request;
    const started = await startProviderSignIn(headers, input.provider, { locale: ask.locale, returnTo });
    for (const cookie of started.cookies) ask.answerHeaders.append("set-cookie", cookie);
    return { location: started.location };
  },
  page: ({ location }, { locale }) => leavingPath(locale, location),
});

export const signInAsDemoMember = write({
  path: "/v1/sign-in/demo",
  summary: "Sign in as a demo member; only where Hearsay is tried out on one's own machine",
  tag: "sign-in",
  params: noParams,
  body: z.strictObject({ handle: z.string().max(30), next }),
  answer: nothing,
  limit: "signIn",
  perform: async (input, ask) => {
    const { headers } = ask.request;
    if (!isLocalTrial(headers)) throw new Refusal("not-found");
    const member = (await listDemoMembers()).find(({ handle }) => handle === input.handle);
    if (!member) throw new Refusal("member-not-found");
    ask.answerHeaders.append("set-cookie", await openDemoSession(headers, member.id));
    return {};
  },
  page: (_answer, { locale }, fields) => safeReturnPath(fields.next) ?? `/${locale}`,
});
