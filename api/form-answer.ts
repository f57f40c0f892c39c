import { recordFormDraft } from "@/db/form-drafts";
import type { Locale } from "@/rules/locales";
import { Refusal } from "@/rules/refusal";
import { safeReturnPath, withParameter } from "@/rules/return-paths";
import type { Viewer } from "@/rules/viewer";
import { addressBlock } from "./client-address";
import { describeRefusal, waitInWords } from "./problem";
import { countAgainstLimit } from "./rate-limit";

/** A request as far as it was understood when it was refused. */
export type Attempt = {
  request: Request;
  locale: Locale;
  address: string;
  viewer: Viewer;
  fields: Record<string, unknown> | null;
  /** The form field that stands for a path of the body. */
  fieldOf?: ((path: string) => string) | undefined;
};

export function seeOther(path: string, headers: Headers): Response {
  headers.set("location", path);
  headers.set("cache-control", "private, no-store");
  return new Response(null, { status: 303, headers });
}

/** Sends the reader of a refused form back to it, with everything typed kept in a draft. */
export async function refuseForm(refusal: Refusal, attempt: Attempt, headers: Headers): Promise<Response> {
  if (refusal.retryAfterSeconds !== undefined) headers.set("retry-after", String(refusal.retryAfterSeconds));
  const back = attempt.fields && formPath(attempt);
  if (!back || !(await mayKeep(attempt))) return sentence(refusal, attempt.locale, headers);
  const { problems, reason } = describeRefusal(refusal, attempt.locale);
  const [path = back] = back.split("?");
  const id = await recordFormDraft(attempt.viewer?.id ?? null, path, {
    fields: typedFields(attempt.fields ?? {}),
    reason,
    problems: [
      ...(refusal.retryAfterSeconds === undefined
        ? []
        : [{ path: "", reason, detail: waitInWords(refusal.retryAfterSeconds, attempt.locale) }]),
      ...problems.map((problem) => ({ ...problem, path: attempt.fieldOf?.(problem.path) ?? problem.path })),
    ],
  });
  const page = withParameter(back, "draft", id);
  if (reason !== "sign-in-first") return seeOther(page, headers);
  return seeOther(`/${attempt.locale}/sign-in?returnTo=${encodeURIComponent(page)}`, headers);
}

/** Otherwise whoever is over a limit would go on filling the table. */
async function mayKeep({ viewer, address }: Attempt): Promise<boolean> {
  try {
    if (viewer) await countAgainstLimit("draft", "member", viewer.id);
    else await countAgainstLimit("draft", "address", addressBlock(address));
    return true;
  } catch (refusal) {
    if (refusal instanceof Refusal) return false;
    throw refusal;
  }
}

/** Where the form stands: what it says itself, or else the page of this site it was sent from. */
function formPath({ request, fields }: Attempt): string | null {
  const said = safeReturnPath(fields?.returnTo);
  if (said) return said;
  const referer = request.headers.get("referer");
  if (!referer || !URL.canParse(referer)) return null;
  const { pathname, search } = new URL(referer);
  return safeReturnPath(pathname + search);
}

// The wrapper's own fields, and what signs somebody in: a draft lies in the database in the clear.
const unkept = new Set(["returnTo", "locale", "token", "code"]);

/** A form's own fields, as they can be kept and shown again. */
export function typedFields(fields: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !unkept.has(name))
      // PostgreSQL's jsonb cannot hold U+0000.
      .map(([name, value]) => [name.replaceAll("\0", ""), String(value).replaceAll("\0", "")]),
  );
}

/** For a form nothing is known of but its type, or of which no more is kept: one plain sentence; the browser's back button keeps what was typed. */
function sentence(refusal: Refusal, locale: Locale, headers: Headers): Response {
  const { title, detail, status } = describeRefusal(refusal, locale);
  headers.set("content-type", "text/plain; charset=utf-8");
  headers.set("content-language", locale);
  headers.set("cache-control", "private, no-store");
  return new Response([title, detail].filter(Boolean).join(" "), { status, headers });
}
