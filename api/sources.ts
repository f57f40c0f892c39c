import { z } from "@hono/zod-openapi";
import { findSourcePage, suggestSources } from "@/db/sources";
import { Refusal } from "@/rules/refusal";
import { claimAnswer, claimOf, documentAnswer, sourceAnswer } from "./answers";
import { nextCursor, pageOf, pageQuery } from "./pages";
import { noQuery, readPublic } from "./read";
import { slug } from "./text-fields";
import { recordOfSource, sourceRecordAnswer } from "./track-records";
import { noParams } from "./write";

export const listAllSources = readPublic({
  path: "/v1/sources",
  summary: "Sources by slug; with `q` those whose name holds it, best first",
  tag: "sources",
  params: noParams,
  query: z.object({ q: z.string().max(80).optional(), ...pageQuery }),
  answer: z.object({ sources: z.array(sourceAnswer), next: nextCursor }),
  load: async ({ query: { q, cursor, limit } }) => {
    const text = q?.trim();
    if (text !== undefined)
      return { sources: text ? await suggestSources({ q: text, limit }) : [], next: null };
    const found = await suggestSources({ after: cursor, limit: limit + 1 });
    const { rows, next } = pageOf(found, limit, (row) => row.slug);
    return { sources: rows, next };
  },
});

const counts = { confirmed: z.number(), partly: z.number(), refuted: z.number(), unresolved: z.number() };

export const showSource = readPublic({
  path: "/v1/sources/{slug}",
  summary: "A source with what it said first, how that came out, and what it published",
  tag: "sources",
  params: z.object({ slug }),
  missing: "source-not-found",
  query: noQuery,
  answer: sourceAnswer.extend({
    url: z.string().nullable(),
    language: z.string(),
    brand: z.object({ slug: z.string(), name: z.string() }).nullable(),
    originated: z.object({ total: z.number(), ...counts }),
    documents: z.number().int(),
    claims: z.array(claimAnswer),
    publications: z.array(documentAnswer),
    record: sourceRecordAnswer,
  }),
  load: async ({ params }) => {
    const page = await findSourcePage(params.slug);
    if (!page) throw new Refusal("source-not-found");
    return { ...page, claims: page.claims.map(claimOf), record: await recordOfSource(page.slug) };
  },
});
