import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { optOut, readUnsubscribeToken } from "@/db/mail-opt-outs";
import { Refusal } from "@/rules/refusal";
import { preferredLocale } from "./locale";
import { write } from "./write";

const params = z.object({ token: z.string().regex(/^[\w.*-]{20,100}$/) });

/**
 * One click, as RFC 8058 has mail providers do it: no session, no origin, no redirect, and twice is as good as once. The token in
 * the path says whose mails of what kind; people come from the page of the same token.
 */
export const unsubscribe = write({
  path: "/v1/unsubscribe/{token}",
  summary: "Stop mails of a kind by the link in one of them",
  tag: "me",
  params,
  body: z.object({
    "List-Unsubscribe": z.string().max(100).optional(),
    /** Not only mails of the link's kind, but all. */
    all: z.literal("on").optional(),
  }),
  answer: z.object({}),
  limit: "unsubscribe",
  perform: async ({ all }, { params: { token } }) => {
    const meant = readUnsubscribeToken(token);
    if (!meant) throw new Refusal("not-found");
    await optOut(meant.memberId, all ? "*" : meant.kind);
    return {};
  },
  page: (_answer, { locale, params: { token } }, fields) =>
    "List-Unsubscribe" in fields
      ? null
      : `/${locale}/unsubscribe/${token}?done=${fields.all ? "all" : "kind"}`,
});

/** Where a mail program leads that opens the address of List-Unsubscribe instead of posting to it: the page that asks first. */
export function showUnsubscribe(c: Context): Response {
  const locale = preferredLocale(c.req.header("accept-language"));
  const location = `/${locale}/unsubscribe/${encodeURIComponent(c.req.param("token") ?? "")}`;
  return new Response(null, { status: 303, headers: { location, "cache-control": "private, no-store" } });
}
