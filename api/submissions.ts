import { z } from "@hono/zod-openapi";
import { withdrawSubmission } from "@/db/submissions";
import { submissionStates } from "@/rules/vocabulary";
import { idParams, write } from "./write";

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
