import { z } from "@hono/zod-openapi";
import { contestVerdict, decideContest, withdrawContest } from "@/db/contests";
import { normalizeUrl, URL_MAX_LENGTH } from "@/rules/urls";
import { documentKinds, precisions, requestStates } from "@/rules/vocabulary";
import { sourceOf } from "./submission-form";
import { day, line, paragraphs, slug } from "./text-fields";
import { verdictDraft, verdictOfForm } from "./verdicts";
import { idParams, write } from "./write";

const newDocument = z.strictObject({
  title: line(300),
  publisher: slug,
  published: day,
  publishedPrecision: z.enum(precisions).default("day"),
  language: z.string().regex(/^[a-z]{2}$/),
  documentKind: z.enum(documentKinds).default("article"),
});

const isId = (text: string) => z.uuid().safeParse(text).success;

/** Where a document is read, or its id here. */
const documentAddress = z
  .string()
  .max(URL_MAX_LENGTH)
  .overwrite((text) => normalizeUrl(text) ?? text.trim())
  .refine((text) => normalizeUrl(text) !== null || isId(text), { params: { reason: "url-not-allowed" } });

type Fields = Record<string, string>;

/** The page of a document here names its id. Of a document that is not here yet all its fields; of one that is, they may stay empty. */
async function contestOfForm({ verdictId, documentUrl: address = "", passage, reason, ...rest }: Fields) {
  const filled = Object.fromEntries(Object.entries(rest).filter(([, text]) => text.trim()));
  const { title, publisher, published, ...more } = filled;
  const [, here] = /\/documents\/([0-9a-f-]{36})\/?$/.exec(address.trim()) ?? [];
  const documentUrl = here ?? address;
  const said = title || publisher || published;
  const known = publisher && (await sourceOf(publisher, undefined));
  const named = known && "slug" in known ? known.slug : publisher;
  return {
    ...{ verdictId, documentUrl, reason, passage: passage?.trim() ? passage : null },
    document: said ? { title, published, publisher: named, ...more } : null,
  };
}

export const contestAVerdict = write({
  path: "/v1/claims/{id}/contests",
  summary: "Object to the verdict on a claim",
  tag: "claims",
  params: idParams,
  missing: "claim-not-found",
  body: z.strictObject({
    verdictId: z.uuid().openapi({ description: "The verdict in force that it is about." }),
    documentUrl: documentAddress,
    document: newDocument.nullable().default(null).openapi({
      description: "Of a document that is not here yet; its publisher is a source that is.",
    }),
    passage: paragraphs(2000).nullable().default(null),
    reason: paragraphs(1000),
  }),
  fromForm: contestOfForm,
  fieldOf: (path) => path.replace(/^document\./, ""),
  answer: z.object({ id: z.uuid(), claimId: z.uuid() }),
  limit: "flag",
  perform: (input, { viewer, params }) => contestVerdict(viewer, params.id, input),
  page: ({ claimId }, { locale }) => `/${locale}/claims/${claimId}/contest`,
});

export const withdrawMyContest = write({
  path: "/v1/contests/{id}/withdraw",
  summary: "Take an objection of one's own back",
  tag: "claims",
  params: idParams,
  missing: "contest-not-found",
  body: z.strictObject({}),
  answer: z.object({ id: z.uuid(), claimId: z.uuid() }),
  limit: "flag",
  perform: (_input, { viewer, params }) => withdrawContest(viewer, params.id),
  page: ({ claimId }, { locale }) => `/${locale}/claims/${claimId}/contest`,
});

const answer = paragraphs(1000);

export const decideOnContest = write({
  path: "/v1/contests/{id}/decision",
  summary: "Answer an objection to a verdict",
  tag: "moderation",
  params: idParams,
  missing: "contest-not-found",
  body: z.discriminatedUnion("decision", [
    z.strictObject({ decision: z.literal("rejected"), answer }),
    z.strictObject({ decision: z.literal("reopened"), answer }),
    z.strictObject({
      decision: z.literal("superseded"),
      answer,
      verdict: verdictDraft.openapi({ description: "It supersedes the verdict that was objected to." }),
    }),
  ]),
  fromForm: async ({ decision, answer: said, ...fields }: Fields) =>
    decision === "superseded"
      ? { decision, answer: said, verdict: await verdictOfForm(fields) }
      : { decision, answer: said },
  fieldOf: (path) => path.replace(/^verdict\./, ""),
  answer: z.object({ id: z.uuid(), claimId: z.uuid(), state: z.enum(requestStates) }),
  limit: "moderate",
  perform: (input, { viewer, params }) => decideContest(viewer, params.id, input),
  page: ({ id }, { locale }) => `/${locale}/moderation/contests/${id}?done=1`,
});
