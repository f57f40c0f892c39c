import { readFileSync } from "node:fs";
import { readExchange } from "@/db/exchange-format";
import type { ExchangeClaim, ExchangeFile, ExchangeReport } from "@/rules/exchange";
import { groupBy } from "@/rules/grouping";
import { dayOf } from "@/rules/provenance";
import { type DatedReport, type SlotHistory, startOf } from "@/rules/slot-history";
import type { Attribute } from "@/rules/vocabulary";

/** Nothing wrong with the command: the file cannot be read as rumors. */
export class BadRumors extends Error {}

export type RumorSlot = SlotHistory & { device: string; scope: string | null };

function find<T>(items: ReadonlyMap<string, T>, slug: string, what: string): T {
  const found = items.get(slug);
  if (!found) throw new BadRumors(`There is no ${what} "${slug}" in the file.`);
  return found;
}

class Rumors {
  private readonly attributes: Map<string, Attribute>;
  private readonly sources: Map<string, ExchangeFile["sources"][number]>;
  private readonly documents: Map<string, ExchangeFile["documents"][number]>;

  constructor(private readonly file: ExchangeFile) {
    this.attributes = new Map(file.attributes.map((one) => [one.slug, one]));
    this.sources = new Map(file.sources.map((one) => [one.slug, one]));
    this.documents = new Map(file.documents.map((one) => [one.id, one]));
  }

  private source(slug: string) {
    const { name, kind } = find(this.sources, slug, "source");
    return { slug, name, kind };
  }

  private report({ document: id, stance, origin, originDocument, fidelity }: ExchangeReport): DatedReport {
    const { source, published, publishedPrecision } = find(this.documents, id, "document");
    const when = { published, publishedPrecision };
    return {
      id,
      documentId: id,
      publisher: this.source(source),
      origin: origin === null ? null : this.source(origin),
      originDocumentId: originDocument,
      ...{ stance, fidelity, hedge: null, ...when, publicOn: dayOf(when), simulated: false },
    };
  }

  private claim({
    id,
    value,
    firstReported,
    reports,
    verdict,
  }: ExchangeClaim): SlotHistory["claims"][number] {
    const ruling = verdict && { id, outcome: verdict.outcome, knownAt: startOf(verdict.knownAt) };
    return {
      ...{ id, value, firstReported, ratings: [], simulated: false },
      reports: reports.map((report) => this.report(report)),
      verdict: ruling,
      realVerdict: ruling,
    };
  }

  slots(): RumorSlot[] {
    const attributeOf = (claim: ExchangeClaim) => find(this.attributes, claim.attribute, "attribute");
    // Only an exclusive attribute has rivals; a claim on another one stands alone.
    const keyOf = (claim: ExchangeClaim) =>
      attributeOf(claim).exclusive ? JSON.stringify([claim.device, claim.attribute, claim.scope]) : claim.id;
    return [...groupBy(this.file.claims, keyOf).values()].flatMap((claims) => {
      const [first] = claims;
      if (!first) return [];
      const { device, scope } = first;
      return [{ device, scope, attribute: attributeOf(first), claims: claims.map((one) => this.claim(one)) }];
    });
  }
}

/** Reads a file of the exchange format hearsay/1 as slots. Hedges and ratings are not in that format. */
export function readRumors(path: string): RumorSlot[] {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new BadRumors(`${path}: ${(cause as Error).message}`);
  }
  const { file, problems } = readExchange(json);
  if (!file) throw new BadRumors(problems.map((one) => `${path}: ${one.path} ${one.reason}`).join("\n"));
  return new Rumors(file).slots();
}
