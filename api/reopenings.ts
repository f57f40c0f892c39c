import { z } from "@hono/zod-openapi";
import { reopenClaim } from "@/db/reopenings";
import { paragraphs } from "./text-fields";
import { idParams, write } from "./write";

export const reopenAClaim = write({
  path: "/v1/claims/{id}/reopenings",
  summary: "Open a settled claim again",
  tag: "claims",
  params: idParams,
  missing: "claim-not-found",
  body: z.strictObject({
    verdictId: z.uuid().openapi({ description: "The verdict in force that ends with it." }),
    reason: paragraphs(1000),
  }),
  answer: z.object({ claimId: z.uuid() }),
  limit: "moderate",
  perform: (input, { viewer, params }) => reopenClaim(viewer, params.id, input),
  page: ({ claimId }, { locale }) => `/${locale}/claims/${claimId}`,
});
