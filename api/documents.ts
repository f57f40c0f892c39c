import { z } from "@hono/zod-openapi";
import { recordOfficialDocument } from "@/db/document-texts";
import { findDocumentPage } from "@/db/documents";
import { officialDocumentKinds, officialKinds, TEXT_MAX_LENGTH } from "@/rules/documents";
import { locales } from "@/rules/locales";
import { Refusal } from "@/rules/refusal";
import { fidelities, seenKinds, stances } from "@/rules/vocabulary";
import { claimAnswer, claimOf, documentAnswer } from "./answers";
import { noQuery, readPublic } from "./read";
import { sourceOf, submissionField } from "./submission-form";
import { day, line, pasted, slug, webAddress } from "./text-fields";
import { idParams, noParams, write } from "./write";

export const showDocument = readPublic({
  path: "/v1/documents/{id}",
  summary: "A document with what it says and which verdicts rest on it",
  tag: "documents",
  params: idParams,
  missing: "document-not-found",
  query: noQuery,
  answer: documentAnswer.extend({
    seen: z.enum(seenKinds),
    note: z.string().nullable(),
    reports: z.array(z.object({ stance: z.enum(stances), fidelity: z.enum(fidelities), claim: claimAnswer })),
    rulings: z.array(claimAnswer),
    evidence: z.array(claimAnswer),
  }),
  load: async ({ params }) => {
    const page = await findDocumentPage(params.id);
    if (!page) throw new Refusal("document-not-found");
    return {
      ...page,
      reports: page.reports.map(({ claim, ...report }) => ({ ...report, claim: claimOf(claim) })),
      rulings: page.rulings.map(claimOf),
      evidence: page.evidence.map(claimOf),
    };
  },
});

export const addDocument = write({
  path: "/v1/documents",
  summary: "Take in an official document with its text, to rule by it; the same page again replaces the text",
  tag: "documents",
  params: noParams,
  body: z.strictObject({
    url: webAddress,
    title: line(200),
    published: day,
    language: z.enum(locales),
    documentKind: z.enum(officialDocumentKinds).default("press_release"),
    publisher: z.union([
      z.strictObject({ slug }),
      z.strictObject({ name: line(80), kind: z.enum(officialKinds) }),
    ]),
    text: pasted(TEXT_MAX_LENGTH),
  }),
  fromForm: async ({ publisher, publisherKind, ...typed }) => ({
    ...Object.fromEntries(Object.entries(typed).filter(([, text]) => text.trim())),
    ...(publisher?.trim() && { publisher: await sourceOf(publisher, publisherKind) }),
  }),
  fieldOf: submissionField,
  answer: z.object({ id: z.uuid(), isNew: z.boolean() }),
  limit: "moderate",
  longBody: true,
  perform: (input, { viewer }) => recordOfficialDocument(viewer, input),
  page: ({ id }, { locale }) => `/${locale}/moderation/documents/${id}`,
});
