import { z } from "@hono/zod-openapi";
import { leaveOpen } from "@/db/lapses";
import { dismissMerge } from "@/db/merge-suggestions";
import { paragraphs } from "./text-fields";
import { idParams, write } from "./write";

const answer = z.object({ id: z.uuid() });

export const dismissSuggestedMerge = write({
  path: "/v1/moderation/merges/{id}/{other}/dismiss",
  summary: "Find that two are not one, so that it is not suggested again",
  tag: "moderation",
  params: z.object({ id: z.uuid(), other: z.uuid() }),
  missing: "queue-item-not-found",
  body: z.strictObject({ reason: paragraphs(500) }),
  answer,
  limit: "moderate",
  perform: ({ reason }, { viewer, params }) =>
    dismissMerge(viewer, { subjectId: params.id, otherId: params.other, reason }),
  page: (_answer, { locale }) => `/${locale}/moderation`,
});

export const leaveClaimOpen = write({
  path: "/v1/moderation/lapses/{id}/leave-open",
  summary: "Leave a claim open whose time has passed",
  tag: "moderation",
  params: idParams,
  missing: "claim-not-found",
  body: z.strictObject({}),
  answer,
  limit: "moderate",
  perform: (_input, { viewer, params }) => leaveOpen(viewer, params.id),
  page: (_answer, { locale }) => `/${locale}/moderation`,
});
