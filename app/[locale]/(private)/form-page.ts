import { headers } from "next/headers";
import { getMessages } from "next-intl/server";
import { cache } from "react";
import { currentViewer } from "@/auth";
import type { FieldProblem } from "@/components/error-summary";
import { findFormDraft } from "@/db/form-drafts";
import { isUuid } from "@/db/references";
import type { Reason } from "@/rules/refusal";
import type { Viewer } from "@/rules/viewer";

export type Query = Record<string, string | string[] | undefined>;

/** One value of a query, bounded; of a repeated one the first. */
export function queryValue(query: Query, name: string, most = 2000): string | undefined {
  const value = query[name];
  const first = Array.isArray(value) ? value[0] : value;
  // PostgreSQL takes no U+0000.
  return first?.slice(0, most).replaceAll("\0", "");
}

/** An id from a query, when it is one. */
export function queryId(query: Query, name: string): string | undefined {
  const value = queryValue(query, name);
  return value && isUuid(value) ? value : undefined;
}

/** Asked once a request, however many parts of the page want to know. */
export const viewerOfRequest = cache(async (): Promise<Viewer> => {
  return currentViewer(await headers());
});

/** A refused form as its page shows it again: what was typed, and what was wrong in words. */
export type ShownDraft = {
  fields: Record<string, string>;
  refusal: { reason: Reason; words: string; problems: FieldProblem[] } | null;
};

/** What to fill a form with: a refused draft, or else the plain query the page was asked with. */
export async function shownDraft(query: Query, viewer: Viewer): Promise<ShownDraft> {
  const id = queryValue(query, "draft");
  const draft = id ? await findFormDraft(id, viewer?.id ?? null) : null;
  if (!draft) {
    const names = Object.keys(query).filter((name) => name !== "draft");
    return {
      fields: Object.fromEntries(names.map((name) => [name, queryValue(query, name) ?? ""])),
      refusal: null,
    };
  }
  if (draft.reason === "kept") return { fields: draft.fields, refusal: null };
  const { reasons } = await getMessages();
  const problems = draft.problems.map(({ path, reason, detail }) => ({
    path,
    text: detail ?? reasons[reason],
  }));
  // What is about no field is said with the reason itself: when it is possible again.
  const words = [reasons[draft.reason], ...problems.filter(({ path }) => !path).map(({ text }) => text)].join(
    " ",
  );
  const ofFields = problems.filter(({ path }) => path);
  return { fields: draft.fields, refusal: { reason: draft.reason, words, problems: ofFields } };
}
