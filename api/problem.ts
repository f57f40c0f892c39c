import { z } from "@hono/zod-openapi";
import { createTranslator } from "next-intl";
import de from "@/messages/de.json";
import en from "@/messages/en.json";
import type { Locale } from "@/rules/locales";
import { type Problem, type Reason, Refusal, reasons } from "@/rules/refusal";

const words = { en, de };

/** The HTTP status of each way to say no; whatever is not listed is 422. */
const statuses: Partial<Record<Reason, number>> = {
  "sign-in-first": 401,
  "choose-a-handle-first": 403,
  "contributors-only": 403,
  "moderators-only": 403,
  "admins-only": 403,
  suspended: 403,
  "your-own-account": 403,
  "your-own-decision": 403,
  "higher-role-needed": 403,
  "suspension-not-found": 404,
  "already-suspended": 409,
  "not-suspended": 409,
  "already-appealed": 409,
  "last-admin": 409,
  "daily-limit": 429,
  "your-own-claim": 403,
  "your-own-submission": 403,
  "your-own-contest": 403,
  "your-own-verdict": 403,
  "not-your-contest": 403,
  "simulated-cannot-reopen": 403,
  "not-your-submission": 403,
  "your-own-matter": 403,
  "foreign-origin": 403,
  "claim-not-found": 404,
  "device-not-found": 404,
  "source-not-found": 404,
  "document-not-found": 404,
  "brand-not-found": 404,
  "attribute-not-found": 404,
  "submission-not-found": 404,
  "contest-not-found": 404,
  "member-not-found": 404,
  "queue-item-not-found": 404,
  "relay-not-found": 404,
  "not-found": 404,
  "change-not-found": 404,
  "method-not-allowed": 405,
  "claim-closed": 409,
  "already-decided": 409,
  "taken-by-another": 409,
  "suggestion-changed": 409,
  "already-ruled": 409,
  "already-contested": 409,
  "contest-waits": 409,
  "claim-open": 409,
  "already-reported": 409,
  "similar-claims": 409,
  "handle-taken": 409,
  "slug-taken": 409,
  "merged-already": 409,
  "changed-since": 409,
  "already-undone": 409,
  "too-large": 413,
  "unsupported-media-type": 415,
  malformed: 400,
  "too-many": 429,
  "queue-full": 429,
  "mail-not-sent": 502,
  busy: 503,
  unexpected: 500,
};

export function statusOf(reason: Reason): number {
  return statuses[reason] ?? 422;
}

/** What an API error looks like: RFC 9457, with the machine reason, and words in the language of the request. */
export type ProblemDocument = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  reason: Reason;
  problems: { path: string; reason: Reason; detail: string }[];
  standing?: unknown;
};

const problemAnswer = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    reason: z.enum(reasons),
    problems: z.array(z.object({ path: z.string(), reason: z.enum(reasons), detail: z.string() })),
    standing: z.unknown().openapi({ description: "What stands instead, for a conflict." }),
  })
  .openapi("Problem");

/** Described for readers of the API; to the typed client an answer is the one asked for, and the rest is an ApiError. */
export const refusals: Record<never, never> = {
  default: {
    description: "Refused, with a machine reason and words in the language of the request.",
    content: { "application/problem+json": { schema: problemAnswer } },
  },
};

export function reasonInWords(reason: Reason, locale: Locale): string {
  return createTranslator({ locale, messages: words[locale], namespace: "reasons" })(reason);
}

/** One sentence under `problems` with its numbers filled in. */
export function problemInWords(
  key: keyof (typeof en)["problems"],
  locale: Locale,
  values: Record<string, string | number> = {},
): string {
  return createTranslator({ locale, messages: words[locale], namespace: "problems" })(key, values);
}

/** When it is possible again, in the unit people would say it in; never too early. */
export function waitInWords(seconds: number, locale: Locale): string {
  if (seconds > 7200) return problemInWords("tryAgainInHours", locale, { hours: Math.ceil(seconds / 3600) });
  if (seconds > 120) return problemInWords("tryAgainInMinutes", locale, { minutes: Math.ceil(seconds / 60) });
  return problemInWords("tryAgainIn", locale, { seconds });
}

export function describeRefusal(refusal: Refusal, locale: Locale): ProblemDocument {
  const { reason, retryAfterSeconds, standing } = refusal;
  return {
    type: `/api/v1/problems/${reason}`,
    title: reasonInWords(reason, locale),
    status: statusOf(reason),
    ...(retryAfterSeconds === undefined ? {} : { detail: waitInWords(retryAfterSeconds, locale) }),
    reason,
    problems: refusal.problems.map((problem) => withWords(problem, locale)),
    ...(standing === undefined ? {} : { standing }),
  };
}

function withWords(problem: Problem, locale: Locale): ProblemDocument["problems"][number] {
  return { ...problem, detail: problem.detail ?? reasonInWords(problem.reason, locale) };
}

/** The answer to a request that was refused, for whoever reads JSON. */
export function problemResponse(refusal: Refusal, locale: Locale): Response {
  const document = describeRefusal(refusal, locale);
  const headers = new Headers({
    "content-type": "application/problem+json; charset=utf-8",
    "content-language": locale,
    "cache-control": "private, no-store",
  });
  if (refusal.retryAfterSeconds !== undefined) headers.set("retry-after", String(refusal.retryAfterSeconds));
  return new Response(JSON.stringify(document), { status: document.status, headers });
}

/** Every error as a Refusal: expected ones as they are, the rest as `unexpected` with the error as cause. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const refusal = new Refusal("unexpected");
  refusal.cause = error;
  return refusal;
}
