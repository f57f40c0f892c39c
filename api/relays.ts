import { z } from "@hono/zod-openapi";
import { ruleOnRelay } from "@/db/relays";
import { paragraphs } from "./text-fields";
import { idParams, write } from "./write";

export const ruleOnSuggestedRelay = write({
  path: "/v1/moderation/relays/{id}",
  summary: "Confirm or dismiss that a report repeats another",
  tag: "moderation",
  params: idParams,
  missing: "relay-not-found",
  body: z.strictObject({
    decision: z.enum(["confirm", "dismiss"]),
    originReport: z.uuid().openapi({ description: "The report it may repeat, as it was suggested." }),
    reason: paragraphs(500).nullable().default(null).openapi({ description: "Needed to dismiss." }),
  }),
  fromForm: ({ reason, ...fields }) => ({ ...fields, reason: reason?.trim() ? reason : null }),
  answer: z.object({ id: z.uuid(), claimId: z.uuid() }),
  limit: "moderate",
  perform: ({ decision, originReport, reason }, { viewer, params }) =>
    ruleOnRelay(viewer, params.id, {
      confirmed: decision === "confirm",
      originReportId: originReport,
      reason,
    }),
  page: ({ id }, { locale }) => `/${locale}/moderation/relays/${id}?done=1`,
});
