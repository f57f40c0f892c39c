import { z } from "@hono/zod-openapi";
import { listAttributes } from "@/db/attributes";
import { attributeAnswer } from "./answers";
import { noQuery, readPublic } from "./read";
import { noParams } from "./write";

export const listAllAttributes = readPublic({
  path: "/v1/attributes",
  summary: "What can be claimed of a device",
  tag: "attributes",
  params: noParams,
  query: noQuery,
  answer: z.object({ attributes: z.array(attributeAnswer) }),
  load: async () => ({ attributes: await listAttributes() }),
});
