import { z } from "@hono/zod-openapi";
import { listClaimEntries } from "@/db/claims";
import { recordFormDraft } from "@/db/form-drafts";
import { previewRulings, ruleByDocument } from "@/db/rulings";
import type { RulingDraft } from "@/db/verdicts";
import { PASSAGE_MAX_LENGTH, RULINGS_AT_MOST, rulableOutcomes, rulingsOfFields } from "@/rules/rulings";
import { qualifiers } from "@/rules/vocabulary";
import { claimAnswer, claimOf, sourceAnswer, valueAnswer } from "./answers";
import { typedFields } from "./form-answer";
import { line, paragraphs } from "./text-fields";
import { knownAt } from "./verdicts";
import { idParams, write } from "./write";

const rulings = z.strictObject({
  rulings: z
    .array(
      z.strictObject({
        claimId: z.uuid(),
        outcome: z.enum(rulableOutcomes),
        basis: z.literal("official").default("official"),
        qualifier: z.enum(qualifiers).nullable().default(null),
        passage: paragraphs(PASSAGE_MAX_LENGTH).nullable().default(null),
        knownAt,
        note: line(500).nullable().default(null),
        supersedesId: z.uuid().nullable().default(null).openapi({
          description: "The verdict in force that this one replaces; null for a claim without one.",
        }),
      }),
    )
    .min(1)
    .max(RULINGS_AT_MOST)
    .refine((list) => new Set(list.map(({ claimId }) => claimId)).size === list.length),
});

/** All rulings of a form are known from one moment. */
function rulingsOfForm(fields: Record<string, string>) {
  const { knownAt: known = "", knownTime = "" } = fields;
  const at = knownTime ? `${known}T${knownTime}:00Z` : known;
  return { rulings: rulingsOfFields(fields).map((ruling) => ({ ...ruling, knownAt: at })) };
}

function ruled(input: z.output<typeof rulings>): RulingDraft[] {
  return input.rulings.map(({ claimId, ...draft }) => ({ claimId, draft: { ...draft, documentId: null } }));
}

const general = {
  tag: "documents",
  params: idParams,
  missing: "document-not-found",
  body: rulings,
  fromForm: rulingsOfForm,
  limit: "moderate",
  longBody: true,
} as const;

export const ruleWithDocument = write({
  ...general,
  path: "/v1/documents/{id}/rulings",
  summary: "Rule on claims by an official document: on all of them or on none",
  answer: z.object({ claims: z.array(claimAnswer) }),
  perform: async (input, { viewer, params }) => {
    const ids = await ruleByDocument(viewer, params.id, ruled(input));
    return { claims: (await listClaimEntries(ids)).map(claimOf) };
  },
  page: ({ claims }, { locale, params }) =>
    `/${locale}/moderation/documents/${params.id}?ruled=${claims.length}`,
});

const moved = { id: z.uuid(), before: z.number(), after: z.number() };

export const previewDocumentRulings = write({
  ...general,
  path: "/v1/documents/{id}/rulings/preview",
  summary: "What would follow from these rulings; nothing is saved",
  answer: z.object({
    claims: z.array(z.object(moved)),
    rivals: z.array(z.object({ ...moved, statement: z.string(), language: z.string(), value: valueAnswer })),
    ratings: z.object({ scored: z.number().int(), afterKnown: z.number().int() }),
    sources: z.array(z.object({ source: sourceAnswer, hits: z.number().int(), misses: z.number().int() })),
    notifications: z.number().int(),
  }),
  perform: (input, { viewer, params }) => previewRulings(viewer, params.id, ruled(input)),
  // The page shows the same preview again from what was typed, so that it stands at an address and survives a reload.
  page: async (_answer, { viewer, locale, params }, fields) => {
    const path = `/${locale}/moderation/documents/${params.id}`;
    const typed = { fields: typedFields(fields), reason: "kept" as const, problems: [] };
    return `${path}?draft=${await recordFormDraft(viewer?.id ?? null, path, typed)}`;
  },
});
