import { z } from "zod";
import type { ExchangeFile, ExchangeProblem } from "@/rules/exchange";
import { isDay } from "@/rules/values";
import {
  attributeTypes,
  bases,
  bounds,
  deviceStatuses,
  documentKinds,
  fidelities,
  firstReportedBases,
  nameKinds,
  outcomes,
  precisions,
  qualifiers,
  seenKinds,
  sourceKinds,
  stances,
} from "@/rules/vocabulary";

const longestText = 10_000;
/** Control characters, text direction overrides and half surrogates: no name or sentence needs them, and they deceive. */
const unwanted = /(?![\n\t])[\p{Cc}\p{Cs}\u200b\u202a-\u202e\u2066-\u2069\ufeff]/u;

const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,79}$/, "must be 1 to 80 small letters, digits and hyphens");
const day = z.string().refine(isDay, "must be a day like 2022-07-04");
const url = z
  .string()
  .max(2000)
  .refine((text) => /^https?:\/\/\S+$/.test(text) && URL.canParse(text), "must be an http or https address");
const language = z.string().regex(/^[a-z]{2}$/, "must be a language of two small letters");
const text = (max = longestText) =>
  z
    .string()
    .min(1, "must not be empty")
    .max(max, `must have at most ${max} characters`)
    .refine((value) => value.trim() !== "", "must not be blank")
    .refine((value) => !unwanted.test(value), "must not contain control or direction characters");

const amount = { to: z.number().optional(), bound: z.enum(bounds).optional() };
const value = z.union(
  [
    z.strictObject({ text: text(120) }),
    z.strictObject({ number: z.number(), unit: z.string().nullable(), ...amount }),
    z.strictObject({ from: day, to: day }),
    z.strictObject({
      amount: z.number(),
      currency: z.string().regex(/^[A-Z]{3}$/),
      ...amount,
    }),
    z.strictObject({ bool: z.boolean() }),
  ],
  "must be one of {text}, {number, unit}, {from, to}, {amount, currency} or {bool}",
);

const brand = z.strictObject({
  slug,
  name: text(),
  country: z.string().regex(/^[A-Z]{2}$/, "must be a country of two capital letters"),
});
const attribute = z.strictObject({
  slug,
  name: z.strictObject({ en: text(), de: text() }),
  group: text(),
  type: z.enum(attributeTypes),
  unit: z.string().nullable(),
  exclusive: z.boolean(),
  tolerance: z.number().min(0).nullable(),
});
const source = z.strictObject({
  slug,
  name: text(),
  kind: z.enum(sourceKinds),
  url: url.nullable(),
  language,
  brand: slug.nullable(),
});
const document = z.strictObject({
  id: slug,
  url: url.nullable(),
  title: text(200),
  source: slug,
  published: day,
  publishedPrecision: z.enum(precisions),
  language,
  kind: z.enum(documentKinds),
  verified: z.boolean(),
  seen: z.enum(seenKinds),
  note: text().nullable(),
});
const device = z.strictObject({
  slug,
  brand: slug,
  workingName: text(),
  officialName: text().nullable(),
  aliases: z.array(z.strictObject({ name: text(), kind: z.enum(nameKinds) })),
  status: z.enum(deviceStatuses),
  announced: day.nullable(),
  released: day.nullable(),
  summary: text(),
});
const report = z.strictObject({
  document: slug,
  stance: z.enum(stances),
  origin: slug.nullable(),
  originDocument: slug.nullable(),
  fidelity: z.enum(fidelities),
});
const verdict = z.strictObject({
  outcome: z.enum(outcomes),
  document: slug.nullable(),
  evidence: z.array(slug),
  knownAt: day,
  basis: z.enum(bases),
  fromMemory: z.boolean(),
  qualifier: z.enum(qualifiers).nullable(),
  note: text().nullable(),
});
const claim = z.strictObject({
  id: slug,
  device: slug,
  attribute: slug,
  scope: text(60).nullable(),
  statement: text(140),
  value,
  firstReported: day,
  firstReportedBasis: z.enum(firstReportedBases),
  reports: z.array(report).min(1, "must have at least one report"),
  verdict: verdict.nullable(),
});
const file: z.ZodType<ExchangeFile> = z.strictObject({
  format: z.literal("hearsay/1", 'must be "hearsay/1"'),
  brands: z.array(brand),
  attributes: z.array(attribute),
  sources: z.array(source),
  documents: z.array(document),
  devices: z.array(device),
  claims: z.array(claim),
});

function pathOf(path: PropertyKey[]): string {
  const joined = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return joined.replace(/^\./, "") || "file";
}

const notThis = 'must be "hearsay/1": this is another kind of file';

function isThisFormat(json: unknown): boolean {
  return typeof json === "object" && json !== null && "format" in json && json.format === "hearsay/1";
}

/** Reads parsed JSON as hearsay/1, or says everything that is wrong with its shape. */
export function readExchange(
  json: unknown,
): { file: ExchangeFile; problems: [] } | { file: null; problems: ExchangeProblem[] } {
  const read = file.safeParse(json);
  if (read.success) return { file: read.data, problems: [] };
  if (!isThisFormat(json)) return { file: null, problems: [{ path: "format", reason: notThis }] };
  const problems = read.error.issues.map((issue) => ({ path: pathOf(issue.path), reason: issue.message }));
  return { file: null, problems };
}
