import type {
  AttributeLine,
  ClaimLine,
  DocumentLine,
  ExchangeLine,
  RatingLine,
  ReportLine,
  VerdictLine,
} from "./exchange-2";
import type { SourceRef } from "./provenance";
import { type ClaimHistory, publicOn, type SlotHistory } from "./slot-history";
import type { Attribute } from "./vocabulary";

/** Nothing in a file is of simulated members. */
const open = { verdict: null, realVerdict: null, simulated: false };

type Slot = { attribute: Attribute; claims: ClaimHistory[] };

function indexBy<T>(items: T[], keyOf: (item: T) => string): Map<string, T> {
  return new Map(items.map((item) => [keyOf(item), item]));
}

function only<Type extends ExchangeLine["type"]>(lines: ExchangeLine[], type: Type) {
  return lines.filter((line): line is Extract<ExchangeLine, { type: Type }> => line.type === type);
}

function attributeOf({ type: _type, valueType, ...rest }: AttributeLine): Attribute {
  return { ...rest, type: valueType };
}

/** What an installation had on record at one moment; events are taken one after the other, as they were recorded. */
export class ReplayedRecord {
  readonly sources: ReadonlyMap<string, SourceRef>;
  private readonly claimLines: ReadonlyMap<string, ClaimLine>;
  private readonly documents: ReadonlyMap<string, DocumentLine>;
  private readonly attributes: ReadonlyMap<string, Attribute>;
  private readonly joined: ReadonlyMap<string, Date>;
  private readonly spokenOf: ReadonlySet<string>;
  private readonly slots = new Map<string, Slot>();
  private readonly claims = new Map<string, { claim: ClaimHistory; slot: Slot }>();

  constructor(lines: ExchangeLine[]) {
    this.claimLines = indexBy(only(lines, "claim"), (line) => line.id);
    this.documents = indexBy(only(lines, "document"), (line) => line.id);
    this.attributes = new Map(
      only(lines, "attribute").map((line): [string, Attribute] => [line.slug, attributeOf(line)]),
    );
    this.joined = new Map(only(lines, "member").map((line) => [line.member, new Date(line.joinedAt)]));
    const events = [...only(lines, "report"), ...only(lines, "rating"), ...only(lines, "verdict")];
    this.spokenOf = new Set(events.map((line) => line.claim));
    this.sources = new Map(only(lines, "source").map(({ slug, name, kind }) => [slug, { slug, name, kind }]));
  }

  /** Whether nothing was ever recorded of a claim but that it exists. */
  isSilent(claimId: string): boolean {
    return !this.spokenOf.has(claimId);
  }

  /** The slot of a claim, and the claim in it; it comes into being when something of it is recorded first. */
  find(claimId: string): { claim: ClaimHistory; slot: Slot } {
    const known = this.claims.get(claimId);
    if (known) return known;
    const line = must(this.claimLines.get(claimId), "claim", claimId);
    const attribute = must(this.attributes.get(line.attribute), "attribute", line.attribute);
    const key = attribute.exclusive
      ? JSON.stringify([line.device, line.attribute, line.scope])
      : JSON.stringify(claimId);
    const slot = this.slots.get(key) ?? { attribute, claims: [] };
    this.slots.set(key, slot);
    const { id, value, firstReported } = line;
    const claim: ClaimHistory = { id, value, firstReported, reports: [], ratings: [], ...open };
    slot.claims.push(claim);
    const found = { claim, slot };
    this.claims.set(claimId, found);
    return found;
  }

  allSlots(): SlotHistory[] {
    return [...this.slots.values()];
  }

  report(line: ReportLine): void {
    const { published, publishedPrecision, source } = this.document(line.document);
    const dated = { published, publishedPrecision };
    const { id, document: documentId, originDocument: originDocumentId, stance, fidelity, hedge } = line;
    this.find(line.claim).claim.reports.push({
      ...{ id, documentId, originDocumentId, stance, fidelity, hedge, ...dated },
      publisher: this.source(source),
      origin: line.origin === null ? null : this.source(line.origin),
      publicOn: publicOn(dated, new Date(line.recordedAt)),
      simulated: false,
    });
  }

  rate({ claim, member: rater, probability, at }: RatingLine): void {
    const joinedAt = must(this.joined.get(rater), "member", rater);
    const rating = { rater, probability, at: new Date(at), joinedAt, simulated: false };
    this.find(claim).claim.ratings.push(rating);
  }

  rule({ claim, id, outcome, knownAt }: VerdictLine): void {
    const ruling = { id, outcome, knownAt: new Date(knownAt) };
    Object.assign(this.find(claim).claim, { verdict: ruling, realVerdict: ruling });
  }

  private document(id: string): DocumentLine {
    return must(this.documents.get(id), "document", id);
  }

  private source(slug: string): SourceRef {
    return must(this.sources.get(slug), "source", slug);
  }
}

function must<T>(found: T | undefined, type: string, id: string): T {
  if (found === undefined) throw new Error(`a line speaks of ${type} ${id}, which has no line`);
  return found;
}
