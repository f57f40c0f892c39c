import type { z } from "@hono/zod-openapi";
import type { Locale } from "@/rules/locales";
import { type Problem, type Reason, Refusal, reasons } from "@/rules/refusal";
import { problemInWords } from "./problem";

type Issue = z.core.$ZodIssue;

/** What zod found wrong, as a Refusal: the first rule's own reason, and one sentence for each field. */
export function malformed(error: z.ZodError, locale: Locale): Refusal {
  const problems = error.issues.slice(0, 20).flatMap((issue) => toProblems(issue, locale));
  const shared = problems[0]?.reason ?? "malformed";
  const reason = problems.every((problem) => problem.reason === shared) ? shared : "malformed";
  return new Refusal(reason, { problems });
}

function toProblems(issue: Issue, locale: Locale): Problem[] {
  const path = issue.path.map(String).join(".").slice(0, 120);
  if (issue.code === "unrecognized_keys")
    return issue.keys.slice(0, 5).map((key) => ({
      path: [path, key.slice(0, 60)].filter(Boolean).join("."),
      reason: "malformed",
      detail: problemInWords("unknownField", locale),
    }));
  if (issue.code === "invalid_union" && issue.errors.length > 0)
    return nearestShape(issue.errors).flatMap((inner) =>
      toProblems({ ...inner, path: [...issue.path, ...inner.path] }, locale),
    );
  const reason = ownReason(issue);
  return [reason ? { path, reason } : { path, reason: "malformed", detail: wordsForIssue(issue, locale) }];
}

/** Of the shapes it could have had, the one with the least wrong is the one that was meant. */
function nearestShape(shapes: Issue[][]): Issue[] {
  return shapes.reduce((best, shape) => (shape.length < best.length ? shape : best));
}

/** A rule of the product that zod asked carries its reason in `params`. */
function ownReason(issue: Issue): Reason | undefined {
  if (issue.code !== "custom") return undefined;
  return reasons.find((reason) => reason === issue.params?.reason);
}

function wordsForIssue(issue: Issue, locale: Locale): string {
  if (issue.code === "invalid_type" && issue.input === undefined) return problemInWords("missing", locale);
  if (issue.code === "too_small")
    return issue.origin === "string"
      ? problemInWords("empty", locale)
      : problemInWords("tooSmall", locale, { least: Number(issue.minimum) });
  if (issue.code === "too_big")
    return issue.origin === "string"
      ? problemInWords("tooLong", locale, { most: Number(issue.maximum) })
      : problemInWords("tooBig", locale, { most: Number(issue.maximum) });
  if (issue.code === "invalid_value")
    return problemInWords("notOneOf", locale, { options: issue.values.slice(0, 12).map(String).join(", ") });
  if (issue.code === "invalid_type" && issue.expected === "number")
    return problemInWords("notANumber", locale);
  return problemInWords("notUnderstood", locale);
}
