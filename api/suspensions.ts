import { z } from "@hono/zod-openapi";
import { appealSuspension, decideAppeal, liftSuspension, suspendMember } from "@/db/suspensions";
import { Refusal } from "@/rules/refusal";
import { handleParams } from "./roles";
import { day, paragraphs } from "./text-fields";
import { idParams, write } from "./write";

const nothing = z.object({});
const suspensionId = { params: idParams, missing: "suspension-not-found" } as const;

/** A form offers terms and a field for another last day, which counts only where it was chosen. */
function suspensionOfForm({ days, lastDay, reason, ...rest }: Record<string, string>) {
  const other = days === "other";
  return { ...rest, reason, days: other ? null : Number(days), lastDay: other ? lastDay : null };
}

export const suspendOneMember = write({
  path: "/v1/members/{handle}/suspensions",
  summary: "Suspend a member for a term",
  tag: "members",
  params: handleParams,
  missing: "member-not-found",
  body: z.strictObject({
    days: z.int().min(1).max(366).nullable().default(null).openapi({ example: 7 }),
    lastDay: day
      .nullable()
      .default(null)
      .openapi({ description: "Instead of `days`: suspended to its end." }),
    reason: paragraphs(1000),
  }),
  fromForm: suspensionOfForm,
  answer: z.object({ id: z.uuid(), until: z.string().openapi({ format: "date-time" }) }),
  limit: "moderate",
  perform: async ({ days, lastDay, reason }, { viewer, params }) => {
    const term = days !== null ? { days } : lastDay !== null ? { lastDay } : null;
    if (!term) throw new Refusal("malformed", { problems: [{ path: "days", reason: "malformed" }] });
    const { id, until } = await suspendMember(viewer, params.handle, { term, reason });
    return { id, until: until.toISOString() };
  },
  page: (_answer, { locale, params }) => `/${locale}/moderation/members/${params.handle}?done=suspended`,
});

export const endSuspension = write({
  ...suspensionId,
  path: "/v1/suspensions/{id}/lift",
  summary: "Lift a suspension before its term",
  tag: "members",
  body: z.strictObject({ reason: paragraphs(1000) }),
  answer: nothing,
  limit: "moderate",
  perform: async ({ reason }, { viewer, params }) => {
    await liftSuspension(viewer, params.id, reason);
    return {};
  },
  page: (_answer, { locale, params }) => `/${locale}/moderation/suspensions/${params.id}?done=lifted`,
});

export const appealMySuspension = write({
  ...suspensionId,
  path: "/v1/suspensions/{id}/appeal",
  summary: "Appeal against one's own suspension, once",
  tag: "me",
  body: z.strictObject({ appeal: paragraphs(2000) }),
  answer: nothing,
  limit: "account",
  perform: async ({ appeal }, { viewer, params }) => {
    await appealSuspension(viewer, params.id, appeal);
    return {};
  },
  page: (_answer, { locale }) => `/${locale}/account/suspension?done=appealed`,
});

export const decideOnAppeal = write({
  ...suspensionId,
  path: "/v1/suspensions/{id}/decision",
  summary: "Decide on an appeal: lift the suspension or let it stand",
  tag: "members",
  body: z.strictObject({ decision: z.enum(["lift", "reject"]), answer: paragraphs(1000) }),
  answer: nothing,
  limit: "moderate",
  perform: async (input, { viewer, params }) => {
    await decideAppeal(viewer, params.id, input);
    return {};
  },
  page: (_answer, { locale, params }, { decision }) =>
    `/${locale}/moderation/suspensions/${params.id}?done=${decision === "lift" ? "lifted" : "rejected"}`,
});
