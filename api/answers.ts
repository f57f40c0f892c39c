import { z } from "@hono/zod-openapi";
import type { ClaimEntry, VerdictEntry } from "@/db/claims";
import type { Credibility } from "@/rules/credibility";
import { standingOf } from "@/rules/explanation";
import {
  attributeTypes,
  bases,
  bounds,
  documentKinds,
  fidelities,
  firstReportedBases,
  hedges,
  outcomes,
  precisions,
  qualifiers,
  sourceKinds,
  stances,
} from "@/rules/vocabulary";
import { explanationAnswer, explanationOf } from "./explanation";

// What the API answers with. Handlers must return what these schemas take, so the description cannot drift from the answer.

const instant = z.string().openapi({ format: "date-time" });
const calendarDay = z.string().openapi({ format: "date" });
const bound = z.enum(bounds).optional();

export const valueAnswer = z
  .union([
    z.object({ text: z.string() }),
    z.object({ number: z.number(), unit: z.string().nullable(), to: z.number().optional(), bound }),
    z.object({ from: calendarDay, to: calendarDay }),
    z.object({ amount: z.number(), currency: z.string(), to: z.number().optional(), bound }),
    z.object({ bool: z.boolean() }),
  ])
  .openapi("Value");

export const attributeAnswer = z
  .object({
    slug: z.string(),
    name: z.object({ en: z.string(), de: z.string() }),
    group: z.string(),
    type: z.enum(attributeTypes),
    unit: z.string().nullable(),
    exclusive: z.boolean(),
    tolerance: z.number().nullable(),
  })
  .openapi("Attribute");

export const memberAnswer = z.object({ handle: z.string(), simulated: z.boolean() }).openapi("MemberRef");

export const sourceAnswer = z
  .object({ slug: z.string(), name: z.string(), kind: z.enum(sourceKinds) })
  .openapi("SourceRef");

const deviceAnswer = z.object({ slug: z.string(), name: z.string(), brand: z.string() }).openapi("DeviceRef");

export const documentAnswer = z
  .object({
    id: z.uuid(),
    title: z.string(),
    url: z.string().nullable(),
    published: calendarDay,
    publishedPrecision: z.enum(precisions),
    language: z.string(),
    kind: z.enum(documentKinds),
    verified: z.boolean(),
    source: sourceAnswer,
  })
  .openapi("DocumentRef");

export const verdictAnswer = z
  .object({
    id: z.uuid(),
    outcome: z.enum(outcomes),
    basis: z.enum(bases),
    qualifier: z.enum(qualifiers).nullable(),
    document: documentAnswer.nullable(),
    passage: z.string().nullable(),
    knownAt: instant,
    decidedAt: instant,
    imported: z.boolean(),
    fromMemory: z.boolean(),
    note: z.string().nullable(),
    evidence: z.array(documentAnswer),
  })
  .openapi("Verdict") satisfies z.ZodType<Omit<VerdictEntry, "decidedBy">>;

const tally = { hits: z.number().int(), n: z.number().int() };

export const credibilityAnswer = z
  .object({
    probability: z.number(),
    low: z.number(),
    high: z.number(),
    parts: z.object({
      sources: z.object({
        probability: z.number(),
        origins: z.number().int(),
        against: z.number().int(),
        base: z.object({ probability: z.number(), group: z.string(), ...tally }),
        named: z.array(
          z.object({
            slug: z.string(),
            name: z.string(),
            stance: z.enum(["supports", "contradicts"]),
            verified: z.boolean(),
            hedge: z.enum(hedges).nullable(),
            record: z.object({ ...tally, group: z.string().nullable() }),
            weight: z.number(),
          }),
        ),
      }),
      crowd: z
        .object({
          probability: z.number(),
          raters: z.number().int(),
          simulated: z.number().int(),
          newcomers: z.number().int(),
          joint: z.number().int(),
          weight: z.number(),
        })
        .nullable(),
      share: z.number().nullable(),
      settledBy: z.object({ claimId: z.uuid(), outcome: z.enum(outcomes) }).nullable(),
    }),
  })
  .openapi("Credibility") satisfies z.ZodType<Credibility>;

export const claimAnswer = z
  .object({
    id: z.uuid(),
    device: deviceAnswer,
    attribute: attributeAnswer,
    scope: z.string().nullable(),
    statement: z.string(),
    language: z.string(),
    value: valueAnswer,
    firstReported: calendarDay,
    firstReportedBasis: z.enum(firstReportedBases),
    createdAt: instant,
    submittedBy: memberAnswer.nullable(),
    credibility: credibilityAnswer,
    explanation: explanationAnswer,
    verdict: verdictAnswer.nullable(),
    origins: z.array(
      z.object({
        source: sourceAnswer.nullable(),
        stance: z.enum(stances),
        verified: z.boolean(),
        first: calendarDay,
      }),
    ),
    independentOrigins: z.number().int(),
    supportingReports: z.number().int(),
    contradictingReports: z.number().int(),
    reports: z.array(
      z.object({
        document: documentAnswer,
        stance: z.enum(stances),
        origin: sourceAnswer.nullable(),
        originDocumentId: z.uuid().nullable(),
        fidelity: z.enum(fidelities),
        hedge: z.enum(hedges).nullable(),
        suggestedOriginDocumentId: z.uuid().nullable().openapi({
          description:
            "A document its words point at and that said the same by that day; not verified, counted for nothing.",
        }),
      }),
    ),
    ratings: z.array(z.object({ probability: z.number(), simulated: z.boolean() })),
  })
  .openapi("Claim");

/** A claim as the API tells it: each report once, and of ratings what was said, not when. */
/** A verdict as everybody may read it: which moderator gave it, moderators see. */
export function verdictOf({ decidedBy: _decidedBy, ...verdict }: VerdictEntry) {
  return verdict;
}

export function claimOf(entry: ClaimEntry): z.input<typeof claimAnswer> {
  const { valueKey: _key, provenance, reports, ratings, ...rest } = entry;
  const documentOf = new Map(reports.map((report) => [report.id, report.documentId]));
  const { independentOrigins, supportingReports, contradictingReports } = provenance;
  return {
    ...rest,
    verdict: rest.verdict && verdictOf(rest.verdict),
    explanation: explanationOf(rest.credibility, standingOf(rest)),
    origins: provenance.origins.map(({ reports: _reports, ...origin }) => origin),
    independentOrigins,
    supportingReports,
    contradictingReports,
    reports: reports.map(
      ({ document, stance, origin, originDocumentId, fidelity, hedge, suggestedRelayOf }) => ({
        document,
        stance,
        origin,
        originDocumentId,
        fidelity,
        hedge,
        suggestedOriginDocumentId: documentOf.get(suggestedRelayOf ?? "") ?? null,
      }),
    ),
    ratings: ratings.map(({ probability, simulated }) => ({ probability, simulated })),
  };
}
