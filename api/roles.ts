import { z } from "@hono/zod-openapi";
import { giveRole } from "@/db/roles";
import { givenRoles } from "@/rules/roles";
import { roles } from "@/rules/viewer";
import { paragraphs } from "./text-fields";
import { write } from "./write";

/** A member by the name others see. */
export const handleParams = z.object({ handle: z.string().min(1).max(30) });

export const setMemberRole = write({
  path: "/v1/members/{handle}/role",
  summary: "Give a member a role, or leave it to their record",
  tag: "members",
  params: handleParams,
  missing: "member-not-found",
  body: z.strictObject({
    role: z.enum(givenRoles).openapi({
      description: "`record`: member or contributor, as their submissions earn it.",
    }),
    reason: paragraphs(500),
  }),
  answer: z.object({ handle: z.string(), role: z.enum(roles) }),
  limit: "moderate",
  perform: ({ role, reason }, { viewer, params }) => giveRole(viewer, params.handle, { given: role, reason }),
  page: ({ handle }, { locale }) => `/${locale}/moderation/members/${handle}?done=role`,
});
