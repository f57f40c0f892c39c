import { z } from "@hono/zod-openapi";
import { listOwnSubmissions, listQueue } from "@/db/submission-lists";
import { withdrawSubmission } from "@/db/submissions";
import { objectionToModerating } from "@/rules/moderation";
import { permit, Refusal, reasons } from "@/rules/refusal";
import {
  documentKinds,
  hedges,
  precisions,
  sourceKinds,
  stances,
  submissionStates,
} from "@/rules/vocabulary";
import { memberAnswer, valueAnswer } from "./answers";
import { nextCursor, pageOf, pageQuery } from "./pages";
import { readPersonal } from "./read";
import { idParams, noParams, write } from "./write";

export const submissionAnswer = z
  .object({
    id: z.uuid(),
    state: z.enum(submissionStates),
    claimId: z.uuid().nullable().openapi({ description: "The claim it is a report on, once accepted." }),
  })
  .openapi("Submission");

export const withdrawMySubmission = write({
  path: "/v1/submissions/{id}/withdraw",
  summary: "Take a queued submission back",
  tag: "submissions",
  params: idParams,
  missing: "submission-not-found",
  body: z.strictObject({}),
  answer: submissionAnswer,
  limit: "submit",
  perform: (_input, { viewer, params }) => withdrawSubmission(viewer, params.id),
  page: (_answer, { locale }) => `/${locale}/submissions`,
});

const sourceSubmitted = z.union([
  z.object({ slug: z.string() }),
  z.object({ name: z.string(), kind: z.enum(sourceKinds) }),
]);

const listed = submissionAnswer.extend({
  content: z.object({
    url: z.string(),
    title: z.string(),
    published: z.string(),
    publishedPrecision: z.enum(precisions),
    language: z.string(),
    documentKind: z.enum(documentKinds),
    publisher: sourceSubmitted,
    device: z.union([z.object({ slug: z.string() }), z.object({ brand: z.string(), name: z.string() })]),
    attribute: z.string(),
    scope: z.string().nullable(),
    value: valueAnswer,
    statement: z.string(),
    statementLanguage: z.string(),
    stance: z.enum(stances),
    hedge: z.enum(hedges).nullish(),
    origin: z.union([z.literal("publisher"), sourceSubmitted, z.null()]),
  }),
  names: z.object({
    device: z.string().nullable(),
    attribute: z.object({ en: z.string(), de: z.string() }).nullable(),
    publisher: z.string().nullable(),
    origin: z.string().nullable(),
  }),
  submittedBy: memberAnswer.nullable(),
  createdAt: z.string(),
  decidedBy: memberAnswer.nullable(),
  decidedAt: z.string().nullable(),
  reason: z.string().nullable(),
  objection: z
    .enum(reasons)
    .nullable()
    .openapi({ description: "Why a queued one can no longer be accepted as it is." }),
});

const page = {
  tag: "submissions",
  params: noParams,
  query: z.object({ ...pageQuery, cursor: z.uuid().optional() }),
  answer: z.object({ submissions: z.array(listed), next: nextCursor }),
} as const;

export const listMySubmissions = readPersonal({
  ...page,
  path: "/v1/me/submissions",
  summary: "What one has submitted, newest first",
  load: async ({ viewer, query: { cursor, limit } }) => {
    if (!viewer) throw new Refusal("sign-in-first");
    const found = await listOwnSubmissions(viewer.id, { before: cursor, limit: limit + 1 });
    const { rows, next } = pageOf(found, limit, (row) => row.id);
    // Which moderator it was is for moderators.
    return { submissions: rows.map((row) => ({ ...row, decidedBy: null })), next };
  },
});

export const listWaiting = readPersonal({
  ...page,
  path: "/v1/moderation",
  summary: "What waits for a moderator, oldest first",
  load: async ({ viewer, query: { cursor, limit } }) => {
    permit(objectionToModerating(viewer));
    const found = await listQueue({ after: cursor, limit: limit + 1 });
    const { rows, next } = pageOf(found, limit, (row) => row.id);
    return { submissions: rows, next };
  },
});
