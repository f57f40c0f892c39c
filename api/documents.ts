import { z } from "@hono/zod-openapi";
import { findDocumentPage } from "@/db/documents";
import { Refusal } from "@/rules/refusal";
import { fidelities, seenKinds, stances } from "@/rules/vocabulary";
import { claimAnswer, claimOf, documentAnswer } from "./answers";
import { noQuery, readPublic } from "./read";
import { idParams } from "./write";

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
