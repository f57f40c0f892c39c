import type {
  ExchangeClaim,
  ExchangeDevice,
  ExchangeDocument,
  ExchangeFile,
  ExchangeProblem,
  ExchangeSource,
  Known,
} from "./exchange";
import { objectionToValue, valueKey } from "./values";
import type { Attribute } from "./vocabulary";

type Say = (path: string, reason: string) => void;
type Named = { has(slug: string): boolean };
type References = Record<"brands" | "attributes" | "sources" | "documents" | "devices", Named> & {
  attributeOf(slug: string): Attribute | undefined;
  reported: Known["reported"];
};

function repeats(paths: string[], keys: string[], say: Say): void {
  const first = new Map<string, string>();
  keys.forEach((key, index) => {
    const path = paths[index] ?? "";
    const earlier = first.get(key);
    if (earlier) say(path, `"${key}" is already at ${earlier}`);
    else first.set(key, path);
  });
}

function checkIds(file: ExchangeFile, say: Say): void {
  for (const list of ["brands", "attributes", "sources", "devices"] as const) {
    const slugs = file[list].map((item) => item.slug);
    repeats(
      slugs.map((_, i) => `${list}[${i}].slug`),
      slugs,
      say,
    );
  }
  for (const list of ["documents", "claims"] as const) {
    const ids = file[list].map((item) => item.id);
    repeats(
      ids.map((_, i) => `${list}[${i}].id`),
      ids,
      say,
    );
  }
}

function union(own: string[], known: Named): Named {
  const names = new Set(own);
  return { has: (name) => names.has(name) || known.has(name) };
}

function referencesOf(file: ExchangeFile, known: Known): References {
  const attributes = new Map(file.attributes.map((attribute) => [attribute.slug, attribute]));
  const slugs = (list: { slug: string }[]) => list.map((item) => item.slug);
  return {
    brands: union(slugs(file.brands), known.brands),
    attributes: union(slugs(file.attributes), known.attributes),
    sources: union(slugs(file.sources), known.sources),
    documents: union(
      file.documents.map((one) => one.id),
      known.documents,
    ),
    devices: union(slugs(file.devices), known.devices),
    attributeOf: (slug) => attributes.get(slug) ?? known.attributes.get(slug),
    reported: known.reported,
  };
}

function expectKnown(name: string | null, among: Named, what: string, at: { path: string; say: Say }): void {
  if (name !== null && !among.has(name))
    at.say(at.path, `there is no ${what} "${name}", neither in the file nor in the database`);
}

function checkSource(source: ExchangeSource, path: string, { references, say }: Context): void {
  expectKnown(source.brand, references.brands, "brand", { path: `${path}.brand`, say });
  if ((source.kind === "manufacturer") !== (source.brand !== null))
    say(`${path}.brand`, "a manufacturer has a brand, and no other source has one");
}

function checkDocument(document: ExchangeDocument, path: string, { references, say }: Context): void {
  expectKnown(document.source, references.sources, "source", { path: `${path}.source`, say });
  if (document.verified !== (document.seen === "page" || document.seen === "quotation"))
    say(`${path}.verified`, `does not agree with seen "${document.seen}"`);
}

function checkDevice(device: ExchangeDevice, path: string, { references, say }: Context): void {
  expectKnown(device.brand, references.brands, "brand", { path: `${path}.brand`, say });
  if (device.announced && device.released && device.released < device.announced)
    say(`${path}.released`, `${device.released} is before the announcement on ${device.announced}`);
  const names = device.aliases.map((alias) => `${alias.name} (${alias.kind})`);
  repeats(
    names.map((_, i) => `${path}.aliases[${i}]`),
    names,
    say,
  );
}

function checkReports(claim: ExchangeClaim, path: string, { references, say }: Context): void {
  const documents = claim.reports.map((report) => report.document);
  const paths = documents.map((_, i) => `${path}.reports[${i}].document`);
  repeats(paths, documents, say);
  const own = new Set(documents);
  claim.reports.forEach((report, i) => {
    const at = `${path}.reports[${i}]`;
    expectKnown(report.document, references.documents, "document", { path: `${at}.document`, say });
    expectKnown(report.origin, references.sources, "source", { path: `${at}.origin`, say });
    const parent = report.originDocument;
    if (parent === null) return;
    if (parent === report.document) say(`${at}.originDocument`, "a document cannot repeat itself");
    else if (!own.has(parent) && !references.reported.get(claim.id)?.has(parent))
      say(`${at}.originDocument`, `"${parent}" is not itself a report on this claim`);
  });
  checkCircles(claim, path, say);
}

function checkCircles(claim: ExchangeClaim, path: string, say: Say): void {
  const parents = new Map(claim.reports.map((report) => [report.document, report.originDocument]));
  claim.reports.forEach((report, i) => {
    let steps = 0;
    let above = report.originDocument;
    while (above && above !== report.document && steps <= parents.size) {
      above = parents.get(above) ?? null;
      steps += 1;
    }
    if (above === report.document && report.originDocument !== report.document)
      say(`${path}.reports[${i}].originDocument`, "the reports repeat each other in a circle");
  });
}

function checkVerdict(claim: ExchangeClaim, path: string, { references, say, today }: Context): void {
  const { verdict } = claim;
  if (!verdict) return;
  const at = `${path}.verdict`;
  expectKnown(verdict.document, references.documents, "document", { path: `${at}.document`, say });
  verdict.evidence.forEach((one, i) => {
    expectKnown(one, references.documents, "document", { path: `${at}.evidence[${i}]`, say });
  });
  repeats(
    verdict.evidence.map((_, i) => `${at}.evidence[${i}]`),
    verdict.evidence,
    say,
  );
  if (verdict.knownAt > today) say(`${at}.knownAt`, `${verdict.knownAt} is in the future`);
  if ((verdict.outcome === "unresolved") !== (verdict.basis === "none"))
    say(`${at}.basis`, `"${verdict.basis}" does not go with the outcome "${verdict.outcome}"`);
  if (verdict.outcome !== "unresolved" && verdict.document === null)
    say(`${at}.document`, "a verdict names the document that settled it");
}

function describe(attribute: Attribute): string {
  return attribute.unit === null ? attribute.type : `${attribute.type} in ${attribute.unit}`;
}

function checkClaim(claim: ExchangeClaim, path: string, context: Context): void {
  const { references, say } = context;
  expectKnown(claim.device, references.devices, "device", { path: `${path}.device`, say });
  expectKnown(claim.attribute, references.attributes, "attribute", { path: `${path}.attribute`, say });
  const attribute = references.attributeOf(claim.attribute);
  if (attribute && objectionToValue(claim.value, attribute))
    say(`${path}.value`, `does not fit the attribute "${attribute.slug}" (${describe(attribute)})`);
  checkReports(claim, path, context);
  checkVerdict(claim, path, context);
}

/** A slot says each thing once: a second report of an equal value belongs to the claim that is there. */
function checkSlots(file: ExchangeFile, { references, say }: Context): void {
  const first = new Map<string, string>();
  file.claims.forEach((claim, i) => {
    const attribute = references.attributeOf(claim.attribute);
    if (!attribute || objectionToValue(claim.value, attribute)) return;
    const slot = [claim.device, claim.attribute, claim.scope ?? "", valueKey(claim.value, attribute)];
    const key = JSON.stringify(slot);
    const earlier = first.get(key);
    if (earlier) say(`claims[${i}].value`, `says the same as the claim "${earlier}"`);
    else first.set(key, claim.id);
  });
}

type Context = { references: References; say: Say; today: string };

/**
 * What is wrong with a well-formed file: names that lead nowhere, ids used twice, values that do not fit, verdicts that
 * contradict themselves. `today` is the day before which facts are known.
 */
export function checkExchange(file: ExchangeFile, known: Known, today: string): ExchangeProblem[] {
  const problems: ExchangeProblem[] = [];
  const say: Say = (path, reason) => problems.push({ path, reason });
  const context: Context = { references: referencesOf(file, known), say, today };
  checkIds(file, say);
  file.attributes.forEach((attribute, i) => {
    if (attribute.unit !== null && attribute.type !== "number")
      say(`attributes[${i}].unit`, `a ${attribute.type} has no unit`);
  });
  file.sources.forEach((source, i) => {
    checkSource(source, `sources[${i}]`, context);
  });
  file.documents.forEach((document, i) => {
    checkDocument(document, `documents[${i}]`, context);
  });
  file.devices.forEach((device, i) => {
    checkDevice(device, `devices[${i}]`, context);
  });
  file.claims.forEach((claim, i) => {
    checkClaim(claim, `claims[${i}]`, context);
  });
  checkSlots(file, context);
  return problems;
}
