import { z } from "@hono/zod-openapi";
import { findClaimPage } from "@/db/claims";
import { recordSubmission } from "@/db/submissions";
import { locales } from "@/rules/locales";
import { Refusal } from "@/rules/refusal";
import { bounds, documentKinds, hedges, precisions, sourceKinds, stances } from "@/rules/vocabulary";
import { claimAnswer, claimOf, verdictAnswer, verdictOf } from "./answers";
import { noQuery, readPublic } from "./read";
import { submissionField, submissionOfForm } from "./submission-form";
import { submissionAnswer } from "./submissions";
import { day, line, slug, webAddress } from "./text-fields";
import { idParams, noParams, write } from "./write";

const amount = z.number().min(-1e12).max(1e12);
const ending = { to: amount.optional(), bound: z.enum(bounds).optional() };

const value = z.union([
  z.strictObject({ text: line(120) }),
  z.strictObject({ number: amount, unit: line(20).nullable().default(null), ...ending }),
  z.strictObject({ from: day, to: day }),
  z.strictObject({ amount, currency: z.string().length(3), ...ending }),
  z.strictObject({ bool: z.boolean() }),
]);

const bySlug = z.strictObject({ slug });
const newSource = z.strictObject({ name: line(80), kind: z.enum(sourceKinds) });

const submission = z.strictObject({
  url: webAddress,
  title: line(200),
  published: day,
  publishedPrecision: z.enum(precisions).default("day"),
  language: z.string().regex(/^[a-z]{2}$/),
  documentKind: z.enum(documentKinds),
  publisher: z.union([bySlug, newSource]),
  device: z.union([bySlug, z.strictObject({ brand: line(40), name: line(80) })]),
  attribute: slug,
  scope: line(60).nullable().default(null),
  value,
  statement: line(140),
  statementLanguage: z.enum(locales),
  stance: z.enum(stances).default("supports"),
  hedge: z.enum(hedges).nullable().default(null),
  origin: z.union([z.literal("publisher"), bySlug, newSource, z.null()]),
  reportOn: z.uuid().optional().openapi({
    description:
      "The claim on file that this document reports on, whatever else is said of device, attribute and value.",
  }),
  insist: z.boolean().default(false).openapi({
    description: "It is another claim than the similar ones that a refusal named under `standing`.",
  }),
});

export const submitClaim = write({
  path: "/v1/claims",
  summary: "Submit a rumor: one document that speaks of one value",
  tag: "claims",
  params: noParams,
  body: submission,
  fromForm: submissionOfForm,
  fieldOf: submissionField,
  answer: submissionAnswer,
  limit: "submit",
  perform: ({ reportOn, insist, ...content }, { viewer }) =>
    recordSubmission(viewer, content, { reportOn, insist }),
  page: ({ id, claimId }, { locale }) =>
    claimId ? `/${locale}/claims/${claimId}` : `/${locale}/submissions?submitted=${id}`,
});

export const showClaim = readPublic({
  path: "/v1/claims/{id}",
  summary: "A claim with its reports, rivals and verdicts",
  tag: "claims",
  params: idParams,
  missing: "claim-not-found",
  query: noQuery,
  answer: z.object({
    claim: claimAnswer,
    rivals: z.array(claimAnswer),
    formerVerdicts: z.array(verdictAnswer),
  }),
  load: async ({ params }) => {
    const page = await findClaimPage(params.id);
    if (!page) throw new Refusal("claim-not-found");
    return {
      claim: claimOf(page.claim),
      rivals: page.rivals.map(claimOf),
      formerVerdicts: page.formerVerdicts.map(verdictOf),
    };
  },
});
