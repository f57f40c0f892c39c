import { z } from "@hono/zod-openapi";
import { decideFlags, recordFlag } from "@/db/flags";
import { flagReasons, subjectKinds } from "@/rules/vocabulary";
import { paragraphs } from "./text-fields";
import { noParams, write } from "./write";

const note = paragraphs(500).nullable().default(null);

export const flagSomething = write({
  path: "/v1/flags",
  summary: "Report something to the moderators",
  tag: "flags",
  params: noParams,
  body: z.strictObject({
    kind: z.enum(subjectKinds),
    id: z.uuid(),
    reason: z.enum(flagReasons),
    note,
  }),
  fromForm: ({ note: typed, ...fields }) => ({ ...fields, note: typed?.trim() ? typed : null }),
  answer: z.object({ id: z.uuid() }),
  limit: "flag",
  perform: ({ kind, id, reason, note: said }, { viewer }) =>
    recordFlag(viewer, { subject: { kind, id }, reason, note: said }),
  page: (_answer, { locale }, { kind, id }) => `/${locale}/flag?kind=${kind}&id=${id}&done=1`,
});

export const decideOnFlags = write({
  path: "/v1/moderation/flags/{kind}/{id}",
  summary: "Decide all flags that wait on something",
  tag: "moderation",
  params: z.object({ kind: z.enum(subjectKinds), id: z.uuid() }),
  missing: "flag-not-found",
  body: z.strictObject({
    decision: z.enum(["upheld", "rejected"]),
    reason: paragraphs(500),
    removeComment: z.boolean().default(false),
  }),
  fromForm: ({ removeComment, ...fields }) => ({ ...fields, removeComment: removeComment === "yes" }),
  answer: z.object({ kind: z.enum(subjectKinds), id: z.uuid() }),
  limit: "moderate",
  perform: (input, { viewer, params }) => decideFlags(viewer, params, input),
  page: ({ kind, id }, { locale }) => `/${locale}/moderation/flags/${kind}/${id}?done=1`,
});
