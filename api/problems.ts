import { z } from "@hono/zod-openapi";
import { reasons } from "@/rules/refusal";
import { reasonInWords, statusOf } from "./problem";
import { noQuery, readPublic } from "./read";

/** What the `type` of a problem document points at. */
export const showProblem = readPublic({
  path: "/v1/problems/{reason}",
  summary: "What a reason means",
  tag: "problems",
  params: z.object({ reason: z.enum(reasons) }),
  query: noQuery,
  answer: z.object({
    reason: z.enum(reasons),
    status: z.number().int(),
    words: z.object({ en: z.string(), de: z.string() }),
  }),
  load: async ({ params: { reason } }) => {
    return {
      reason,
      status: statusOf(reason),
      words: { en: reasonInWords(reason, "en"), de: reasonInWords(reason, "de") },
    };
  },
});
