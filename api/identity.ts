import { z } from "@hono/zod-openapi";
import { changeIdentity, previewIdentity, undoIdentity } from "@/db/identity";
import { identityBodyOf } from "@/rules/identity-form";
import { deviceStatuses, identityKinds } from "@/rules/vocabulary";
import { day, line, paragraphs, slug } from "./text-fields";
import { idParams, noParams, write } from "./write";

const named = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .openapi({ description: "A slug, an id, or the address of its page." });
const general = { subject: named, reason: paragraphs(1000) };
const toTarget = z.strictObject({
  kind: z.enum(["merge_devices", "move_claim", "merge_claims", "merge_sources", "merge_documents"]),
  ...general,
  target: named.openapi({ description: "What it becomes part of, or moves to." }),
});
const rename = z.strictObject({
  kind: z.literal("rename_device"),
  ...general,
  ...{ name: line(80), slug, status: z.enum(deviceStatuses) },
  ...{ announced: day.nullable().default(null), released: day.nullable().default(null) },
});
const split = z.strictObject({
  kind: z.literal("split_device"),
  ...general,
  target: named
    .nullable()
    .default(null)
    .openapi({ description: "The other device, where it is here already." }),
  ...{ name: line(80).nullable().default(null), slug: slug.nullable().default(null) },
  claims: z.array(z.uuid()).min(1).max(1000),
});
const body = z.discriminatedUnion("kind", [rename, split, toTarget]);

const count = z.number().int();
const thing = z.object({ id: z.uuid(), label: z.string() });
const summary = z
  .object({
    kind: z.enum(identityKinds),
    counts: z.object({
      ...{ claims: count, merged: count, reports: count, ratings: count, comments: count },
      ...{ documents: count, verdicts: count, scores: count },
    }),
    stay: z.object({ reports: count, ratings: count }),
    claims: z.array(thing.extend({ into: thing.nullable() })),
    slugs: z.array(z.string()),
    names: z.array(z.string()),
    told: count.openapi({ description: "Members who are told." }),
    apart: count.openapi({ description: "Claims that say the same and stay apart, ruled on differently." }),
  })
  .openapi("IdentityPreview");

const change = { tag: "moderation", fromForm: identityBodyOf, limit: "moderate" } as const;

export const makeIdentityChange = write({
  ...change,
  path: "/v1/identity",
  summary: "Rename, merge, split or move what proved to be something else",
  params: noParams,
  body,
  answer: z.object({ id: z.uuid() }),
  perform: (input, { viewer }) => changeIdentity(viewer, input),
  page: ({ id }, { locale }) => `/${locale}/moderation/identity/${id}`,
});

export const previewIdentityChange = write({
  ...change,
  path: "/v1/identity/preview",
  summary: "What such a change would move; nothing is saved",
  params: noParams,
  body,
  answer: summary,
  perform: (input, { viewer }) => previewIdentity(viewer, input),
  page: (_answer, { locale }, fields) => {
    const typed = Object.entries(fields).filter(([name]) => name !== "locale" && name !== "returnTo");
    const query = new URLSearchParams(typed.map(([name, value]) => [name, String(value)]));
    return `/${locale}/moderation/identity/new?${query}`;
  },
});

export const undoIdentityChange = write({
  path: "/v1/identity/{id}/undo",
  summary: "Put everything back that a change moved",
  tag: "moderation",
  params: idParams,
  missing: "change-not-found",
  body: z.strictObject({ reason: paragraphs(1000) }),
  answer: z.object({ id: z.uuid() }),
  limit: "moderate",
  perform: ({ reason }, { viewer, params }) => undoIdentity(viewer, params.id, reason),
  page: ({ id }, { locale }) => `/${locale}/moderation/identity/${id}`,
});
