import { z } from "@hono/zod-openapi";
import { clearedSessionCookie, sessionToken } from "@/auth";
import { closeSession, revokeOtherSessions, revokeSession } from "@/db/sessions";
import { Refusal } from "@/rules/refusal";
import { safeReturnPath } from "@/rules/return-paths";
import { idParams, noParams, write } from "./write";

const nothing = z.object({});

export const signOut = write({
  path: "/v1/sign-out",
  summary: "Sign out of this browser",
  tag: "me",
  params: noParams,
  body: z.strictObject({}),
  answer: nothing,
  limit: "account",
  perform: async (_input, { request, answerHeaders }) => {
    const token = sessionToken(request.headers);
    if (token) await closeSession(token);
    answerHeaders.append("set-cookie", clearedSessionCookie());
    return {};
  },
  page: (_answer, { locale }, fields) => safeReturnPath(fields.returnTo) ?? `/${locale}`,
});

export const revokeMySession = write({
  path: "/v1/me/sessions/{id}/revoke",
  summary: "Sign another browser out",
  tag: "me",
  params: idParams,
  body: z.strictObject({}),
  answer: nothing,
  limit: "account",
  perform: async (_input, { viewer, params }) => {
    if (!viewer) throw new Refusal("sign-in-first");
    await revokeSession(viewer.id, params.id);
    return {};
  },
  page: (_answer, { locale }) => `/${locale}/account?done=revoked#sessions`,
});

export const revokeMyOtherSessions = write({
  path: "/v1/me/sessions/revoke-others",
  summary: "Sign every other browser out",
  tag: "me",
  params: noParams,
  body: z.strictObject({}),
  answer: z.object({ ended: z.int() }),
  limit: "account",
  perform: async (_input, { viewer, request }) => {
    if (!viewer) throw new Refusal("sign-in-first");
    return { ended: await revokeOtherSessions(viewer.id, sessionToken(request.headers) ?? "") };
  },
  page: (_answer, { locale }) => `/${locale}/account?done=revoked#sessions`,
});
