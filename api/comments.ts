import { z } from "@hono/zod-openapi";
import { addComment, editComment, removeComment } from "@/db/comments";
import { COMMENT_MAX_LENGTH } from "@/rules/comments";
import type { Locale } from "@/rules/locales";
import { paragraphs } from "./text-fields";
import { idParams, write } from "./write";

const text = paragraphs(COMMENT_MAX_LENGTH).openapi({
  description:
    "Markdown: paragraphs, emphasis, code, quotes, lists and links. Images and HTML are shown as they are typed.",
});
const commentAnswer = z.object({ id: z.uuid(), claimId: z.uuid() });

function pageOf({ id, claimId }: { id: string; claimId: string }, { locale }: { locale: Locale }): string {
  return `/${locale}/claims/${claimId}/discussion?saved=${id}#c-${id}`;
}

export const commentOnClaim = write({
  path: "/v1/claims/{id}/comments",
  summary: "Say what one thinks of a claim, or reply",
  tag: "claims",
  params: idParams,
  missing: "claim-not-found",
  body: z.strictObject({
    text,
    parentId: z.uuid().nullable().default(null).openapi({
      description: "The comment it replies to. A reply to a reply joins the same thread.",
    }),
  }),
  answer: commentAnswer,
  limit: "comment",
  perform: (input, { viewer, params }) => addComment(viewer, params.id, input),
  page: pageOf,
});

const general = {
  tag: "comments",
  params: idParams,
  missing: "comment-not-found",
  answer: commentAnswer,
  limit: "comment",
} as const;

export const editMyComment = write({
  ...general,
  path: "/v1/comments/{id}",
  summary: "Change the words of one's own comment, shortly after writing it",
  body: z.strictObject({ text }),
  perform: (input, { viewer, params }) => editComment(viewer, params.id, input.text),
  page: pageOf,
});

export const removeOneComment = write({
  ...general,
  path: "/v1/comments/{id}/remove",
  summary: "Remove a comment: one's own, or as a moderator with a reason",
  body: z.strictObject({ reason: paragraphs(500).nullable().default(null) }),
  fromForm: ({ reason }) => ({ reason: reason?.trim() ? reason : null }),
  perform: (input, { viewer, params }) => removeComment(viewer, params.id, input.reason),
  page: ({ claimId }, { locale }) => `/${locale}/claims/${claimId}/discussion`,
});
