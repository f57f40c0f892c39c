import { z } from "@hono/zod-openapi";
import { recordFormDraft } from "@/db/form-drafts";
import { findCitedDocument } from "@/db/planned-verdicts";
import { previewVerdict, ruleOnClaim } from "@/db/verdicts";
import { Refusal } from "@/rules/refusal";
import { isDay } from "@/rules/values";
import { bases, outcomes, qualifiers, stances } from "@/rules/vocabulary";
import { claimAnswer, claimOf, sourceAnswer, valueAnswer } from "./answers";
import { typedFields } from "./form-answer";
import { line, paragraphs } from "./text-fields";
import { idParams, write } from "./write";

/** A day alone is its 00:00 UTC. */
export const knownAt = z
  .union([
    z.iso.datetime({ offset: true }),
    z
      .string()
      .max(10)
      .refine((text) => isDay(text)),
  ])
  .refine((text) => text >= "1990-01-01")
  .transform((text) => new Date(text))
  .openapi({
    type: "string",
    description: "When it became public: a day (00:00 UTC) or an instant.",
    example: "2022-07-04",
  });

export const verdictDraft = z.strictObject({
  outcome: z.enum(outcomes),
  basis: z.enum(bases),
  qualifier: z.enum(qualifiers).nullable().default(null),
  documentId: z.uuid().nullable().default(null),
  passage: paragraphs(2000).nullable().default(null),
  knownAt,
  note: line(500).nullable().default(null),
  supersedesId: z.uuid().nullable().default(null).openapi({
    description: "The verdict in force that this one replaces; null for a claim without one.",
  }),
});

/**
 * An empty field of a form is none; a day and a time of day, in UTC, may stand in two fields; the document may be typed as
 * the address of its page here or on the web.
 */
export async function verdictOfForm({ knownTime, documentUrl, ...fields }: Record<string, string>) {
  const filled = Object.fromEntries(Object.entries(fields).filter(([, text]) => text.trim() !== ""));
  if (documentUrl?.trim()) filled.documentId = await citedId({ documentUrl });
  return filled.knownAt && knownTime ? { ...filled, knownAt: `${filled.knownAt}T${knownTime}:00Z` } : filled;
}

async function citedId(fields: { documentUrl: string }): Promise<string> {
  const cited = await findCitedDocument(fields);
  if (cited) return cited.id;
  const reason = "document-not-found";
  throw new Refusal(reason, { problems: [{ path: "documentUrl", reason }] });
}

const general = {
  tag: "claims",
  params: idParams,
  missing: "claim-not-found",
  body: verdictDraft,
  fromForm: verdictOfForm,
  limit: "moderate",
} as const;

export const ruleClaim = write({
  ...general,
  path: "/v1/claims/{id}/verdicts",
  summary: "Rule on a claim",
  answer: z.object({ claim: claimAnswer, rivals: z.array(claimAnswer) }),
  perform: async (input, { viewer, params }) => {
    const { claim, rivals } = await ruleOnClaim(viewer, params.id, input);
    return { claim: claimOf(claim), rivals: rivals.map(claimOf) };
  },
  page: ({ claim }, { locale }) => `/${locale}/claims/${claim.id}`,
});

export const previewClaimVerdict = write({
  ...general,
  path: "/v1/claims/{id}/verdicts/preview",
  summary: "What would follow from a verdict; nothing is saved",
  answer: z.object({
    closesRating: z.boolean(),
    ratings: z.object({ scored: z.number().int(), afterKnown: z.number().int() }),
    rivals: z.array(
      z.object({
        id: z.uuid(),
        statement: z.string(),
        language: z.string(),
        value: valueAnswer,
        outcome: z.enum(outcomes).nullable(),
        excluded: z.boolean(),
      }),
    ),
    sources: z.array(
      z.object({
        source: sourceAnswer,
        stance: z.enum(stances),
        first: z.string(),
        record: z.enum(["hit", "miss", "none"]),
      }),
    ),
  }),
  perform: (input, { viewer, params }) => previewVerdict(viewer, params.id, input),
  // The page shows the same preview again from what was typed, so that it stands at an address and survives a reload.
  page: async (_answer, { viewer, locale, params }, fields) => {
    const path = `/${locale}/claims/${params.id}/rule`;
    const typed = { fields: typedFields(fields), reason: "kept" as const, problems: [] };
    return `${path}?draft=${await recordFormDraft(viewer?.id ?? null, path, typed)}`;
  },
});
