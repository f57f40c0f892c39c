import { z } from "@hono/zod-openapi";
import { decideSubmission } from "@/db/submissions";
import { submissionAnswer } from "./submissions";
import { paragraphs } from "./text-fields";
import { idParams, write } from "./write";

export const decideOnSubmission = write({
  path: "/v1/moderation/{id}",
  summary: "Accept or refuse a queued submission",
  tag: "moderation",
  params: idParams,
  missing: "submission-not-found",
  body: z.strictObject({
    decision: z.enum(["accept", "refuse"]),
    reason: paragraphs(500).nullable().default(null),
  }),
  fromForm: ({ reason, ...fields }) => ({ ...fields, reason: reason?.trim() ? reason : null }),
  answer: submissionAnswer,
  limit: "moderate",
  perform: (input, { viewer, params }) => decideSubmission(viewer, params.id, input),
  page: ({ id, state }, { locale }) => `/${locale}/moderation?decided=${id}&state=${state}`,
});
