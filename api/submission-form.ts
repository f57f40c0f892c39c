import { findAttribute } from "@/db/attributes";
import { findSourceRef } from "@/db/sources";
import type { Locale } from "@/rules/locales";
import { Refusal } from "@/rules/refusal";
import { valueOfFields } from "@/rules/value-fields";

type Fields = Record<string, string | undefined>;

/** What a plain form says, in the shape of the JSON body. Empty fields are left out, so each gets its own words. */
export async function submissionOfForm(typed: Fields, locale: Locale): Promise<Record<string, unknown>> {
  const fields = Object.fromEntries(Object.entries(typed).filter(([, text]) => text?.trim()));
  const { title, published, language, documentKind, attribute, statement } = fields;
  return {
    ...{ title, published, language, documentKind, attribute, statement },
    url: fields.url ?? fields.sourceUrl,
    publishedPrecision: fields.publishedPrecision ?? "day",
    publisher: fields.publisher && (await sourceOf(fields.publisher, fields.publisherKind)),
    device: deviceOf(fields),
    scope: fields.scope ?? null,
    value: await valueInForm(fields, locale),
    statementLanguage: fields.statementLanguage ?? locale,
    stance: fields.stance ?? "supports",
    hedge: fields.hedge ?? null,
    origin: await originOf(fields),
    ...(fields.reportOn && { reportOn: fields.reportOn }),
    ...(fields.insist === "true" && { insist: true }),
  };
}

function deviceOf({ device, newDeviceBrand: brand, newDeviceName: name }: Fields) {
  if (device || !(brand || name)) return device && { slug: device };
  return { brand, name };
}

/** A known source by slug or name; else a new one, which needs a kind. */
export async function sourceOf(text: string, kind: string | undefined) {
  const known = await findSourceRef(text.trim());
  return known ? { slug: known.slug } : { name: text, kind };
}

async function originOf({ originFrom, origin, originKind }: Fields) {
  if (originFrom === "publisher" || (!originFrom && origin === "publisher")) return "publisher";
  if (originFrom === "unknown" || (!originFrom && !origin)) return null;
  return origin ? sourceOf(origin, originKind) : undefined;
}

/** Undefined when nothing was typed, or when it is not known for what. */
async function valueInForm(fields: Fields, locale: Locale) {
  const attribute = fields.attribute && (await findAttribute(fields.attribute));
  if (!attribute) return undefined;
  const value = valueOfFields(fields, attribute, locale);
  const said = Object.keys(fields).some((name) => /^value(Text|Number|Amount|From|Bool)$/.test(name));
  if (!value && said)
    throw new Refusal("value-does-not-fit", { problems: [{ path: "value", reason: "value-does-not-fit" }] });
  return value ?? undefined;
}

const fieldNames: Record<string, string> = {
  "value.text": "valueText",
  "value.number": "valueNumber",
  "value.amount": "valueAmount",
  "value.currency": "valueCurrency",
  "value.from": "valueFrom",
  "value.to": "valueTo",
  "value.bound": "valueBound",
  "value.bool": "valueBool",
  "publisher.slug": "publisher",
  "publisher.name": "publisher",
  "publisher.kind": "publisherKind",
  "origin.slug": "origin",
  "origin.name": "origin",
  "origin.kind": "originKind",
  "device.slug": "device",
  "device.brand": "newDeviceBrand",
  "device.name": "newDeviceName",
};

export function submissionField(path: string): string {
  return fieldNames[path] ?? path;
}
