import { z } from "@hono/zod-openapi";
import { listSlotClaims } from "@/db/claims";
import { claimAnswer, claimOf } from "./answers";
import { readPublic } from "./read";
import { line, slug } from "./text-fields";
import { noParams } from "./write";

export const listRivals = readPublic({
  path: "/v1/slots/rivals",
  summary: "What is claimed already for an attribute of a device",
  tag: "claims",
  params: noParams,
  query: z.object({ device: slug, attribute: slug, scope: line(60).optional() }),
  answer: z.object({ claims: z.array(claimAnswer) }),
  load: async ({ query: { device, attribute, scope } }) => {
    const claims = await listSlotClaims({ device, attribute, scope: scope ?? null });
    return { claims: claims.map(claimOf) };
  },
});
