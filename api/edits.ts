import { z } from "@hono/zod-openapi";
import { decideEdit, revertEdit, saveEdit, withdrawEdit } from "@/db/edits";
import { editableFields } from "@/rules/edits";
import type { Locale } from "@/rules/locales";
import { Refusal } from "@/rules/refusal";
import { type EditableKind, editableKinds } from "@/rules/vocabulary";
import { line, paragraphs, webAddress } from "./text-fields";
import { idParams, write } from "./write";

const subject = z.object({ kind: z.enum(editableKinds), id: z.uuid() });

const fields = z
  .strictObject({
    workingName: line(80),
    summary: paragraphs(1000),
    statement: line(140),
    name: line(80),
    title: line(200),
    url: webAddress.nullable(),
    language: z.string().regex(/^[a-z]{2}$/),
  })
  .partial()
  .openapi({
    description:
      "The fields to change, of those the kind has: a device's workingName and summary, a claim's statement and language, a source's name, url and language, a document's title, url and language.",
  });

const reason = line(500);

/** Every field of the form that the kind has; an empty address is none. */
function editOfForm({ reason: why, baseNumber, ...typed }: Record<string, string>) {
  const { url, ...rest } = typed;
  const address = url === undefined ? {} : { url: url.trim() ? url : null };
  return { fields: { ...rest, ...address }, reason: why, baseNumber: Number(baseNumber) };
}

function refuseStrangers(kind: EditableKind, given: object): void {
  const strange = Object.keys(given).filter((name) => !editableFields[kind].includes(name));
  if (strange.length === 0) return;
  const problems = strange.map((name) => ({ path: `fields.${name}`, reason: "malformed" }) as const);
  throw new Refusal("malformed", { problems });
}

const pageOf = ({ kind, id }: z.output<typeof subject>, { locale }: { locale: Locale }) =>
  `/${locale}/edit/${kind}/${id}`;

export const editSomething = write({
  path: "/v1/edits/{kind}/{id}",
  summary: "Edit a device, claim, source or document, or suggest the edit",
  tag: "edits",
  params: subject,
  missing: "edit-not-found",
  body: z.strictObject({
    fields,
    reason,
    baseNumber: z.number().int().min(0).openapi({ description: "The revision the edit was made on." }),
  }),
  fromForm: editOfForm,
  fieldOf: (path) => path.replace(/^fields\./, ""),
  answer: subject.extend({ state: z.enum(["done", "waiting"]), suggestionId: z.uuid().nullable() }),
  limit: "submit",
  perform: (input, { viewer, params }) => {
    refuseStrangers(params.kind, input.fields);
    return saveEdit(viewer, params, { ...input, fields: input.fields as Record<string, string | null> });
  },
  page: (answer, ask) => `${pageOf(answer, ask)}?state=${answer.state}`,
});

export const revertOneEdit = write({
  path: "/v1/edits/{kind}/{id}/revert",
  summary: "Go back to an earlier revision",
  tag: "edits",
  params: subject,
  missing: "edit-not-found",
  body: z.strictObject({ number: z.number().int().min(0), reason }),
  fromForm: ({ number, ...rest }) => ({ ...rest, number: Number(number) }),
  answer: subject,
  limit: "moderate",
  perform: (input, { viewer, params }) => revertEdit(viewer, params, input),
  page: (answer, ask) => `${pageOf(answer, ask)}?state=done`,
});

export const decideOnEdit = write({
  path: "/v1/moderation/edits/{id}",
  summary: "Accept or refuse a suggested edit",
  tag: "moderation",
  params: idParams,
  missing: "edit-not-found",
  body: z.strictObject({
    decision: z.enum(["accept", "refuse"]),
    answer: paragraphs(500).nullable().default(null),
  }),
  fromForm: ({ answer, ...rest }) => ({ ...rest, answer: answer?.trim() ? answer : null }),
  answer: subject,
  limit: "moderate",
  perform: (input, { viewer, params }) => decideEdit(viewer, params.id, input),
  page: (_answer, { locale, params }) => `/${locale}/moderation/edits/${params.id}`,
});

export const withdrawMyEdit = write({
  path: "/v1/suggested-edits/{id}/withdraw",
  summary: "Take a suggested edit of one's own back",
  tag: "edits",
  params: idParams,
  missing: "edit-not-found",
  body: z.strictObject({}),
  answer: subject,
  limit: "submit",
  perform: (_input, { viewer, params }) => withdrawEdit(viewer, params.id),
  page: pageOf,
});
