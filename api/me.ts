import { z } from "@hono/zod-openapi";
import { roles } from "@/rules/viewer";
import { noQuery, readPersonal } from "./read";
import { noParams } from "./write";

export const showMe = readPersonal({
  path: "/v1/me",
  summary: "Who is signed in",
  tag: "me",
  params: noParams,
  query: noQuery,
  answer: z.object({
    member: z
      .object({
        id: z.uuid(),
        handle: z.string().nullable(),
        role: z.enum(roles),
        simulated: z.boolean(),
      })
      .nullable(),
  }),
  load: async ({ viewer }) => ({ member: viewer }),
});
