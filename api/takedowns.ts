import { z } from "@hono/zod-openapi";
import { askForTakedown, decideTakedown } from "@/db/takedowns";
import { takedownKinds } from "@/rules/takedowns";
import { paragraphs } from "./text-fields";
import { idParams, noParams, write } from "./write";

export const requestTakedown = write({
  path: "/v1/takedowns",
  summary: "Ask for a document's excerpts or a person's name to be taken down",
  tag: "takedowns",
  params: noParams,
  body: z.strictObject({ kind: z.enum(takedownKinds), id: z.uuid(), reason: paragraphs(1000) }),
  answer: z.object({ id: z.uuid() }),
  limit: "flag",
  perform: ({ kind, id, reason }, { viewer }) => askForTakedown(viewer, { kind, id }, reason),
  page: (_answer, { locale }, { kind, id }) => `/${locale}/takedown?kind=${kind}&id=${id}&done=1`,
});

export const decideOnTakedown = write({
  path: "/v1/moderation/takedowns/{id}",
  summary: "Grant or refuse a takedown; what is granted is erased for good",
  tag: "moderation",
  params: idParams,
  missing: "takedown-not-found",
  body: z.strictObject({ decision: z.enum(["upheld", "rejected"]), answer: paragraphs(500) }),
  answer: z.object({ id: z.uuid() }),
  limit: "moderate",
  perform: (input, { viewer, params }) => decideTakedown(viewer, params.id, input),
  page: ({ id }, { locale }) => `/${locale}/moderation/takedowns/${id}`,
});
