import type {
  AttributeLine,
  DocumentLine,
  ExchangeLine,
  IdentityLine,
  RatingLine,
  RelayLine,
  ReopeningLine,
  VerdictLine,
} from "./exchange-2";
import type { SourceRef } from "./provenance";
import { only, ReplayedLines } from "./replayed-lines";
import { type ClaimHistory, publicOn, type SlotHistory } from "./slot-history";
import type { Attribute } from "./vocabulary";

/** Nothing in a file is of simulated members. */
const open = { verdict: null, realVerdict: null, simulated: false };

type Slot = { attribute: Attribute; claims: ClaimHistory[] };

function attributeOf({ type: _type, valueType, ...rest }: AttributeLine): Attribute {
  return { ...rest, type: valueType };
}

/** What an installation had on record at one moment; events are taken one after the other, as they were recorded. */
export class ReplayedRecord {
  readonly sources: ReadonlyMap<string, SourceRef>;
  private readonly lines: ReplayedLines;
  private readonly attributes: ReadonlyMap<string, Attribute>;
  private readonly joined: ReadonlyMap<string, Date>;
  private readonly spokenOf: ReadonlySet<string>;
  private readonly slots = new Map<string, Slot>();
  private readonly claims = new Map<string, { claim: ClaimHistory; slot: Slot }>();
  /** What was taken so far, to take again from lines that have moved. */
  private readonly taken: (() => void)[] = [];

  constructor(lines: ExchangeLine[]) {
    this.lines = new ReplayedLines(lines);
    this.attributes = new Map(
      only(lines, "attribute").map((line): [string, Attribute] => [line.slug, attributeOf(line)]),
    );
    this.joined = new Map(only(lines, "member").map((line) => [line.member, new Date(line.joinedAt)]));
    const ruled = only(lines, "verdict").map((line) => line.claim);
    this.spokenOf = new Set([...this.lines.spokenOf(), ...ruled]);
    this.sources = new Map(only(lines, "source").map(({ slug, name, kind }) => [slug, { slug, name, kind }]));
  }

  /** Whether nothing was recorded of a claim at first but that it exists. */
  isSilent(claimId: string): boolean {
    return !this.spokenOf.has(claimId);
  }

  /** Whether another claim stands for it by now, or it was none of a real member's to begin with. */
  isMerged(claimId: string): boolean {
    const line = this.lines.claims.get(claimId);
    return line === undefined || line.mergedInto !== null;
  }

  /** The slot of a claim, and the claim in it; it comes into being when something of it is recorded first. */
  find(claimId: string): { claim: ClaimHistory; slot: Slot } {
    const known = this.claims.get(claimId);
    if (known) return known;
    const line = must(this.lines.claims.get(claimId), "claim", claimId);
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

  silent(claimId: string): void {
    this.take(() => this.standing(claimId));
  }

  report(id: string): void {
    this.take(() => this.takeReport(id));
  }

  relay({ report, originReport }: RelayLine): void {
    this.take(() => {
      const repeat = must(this.lines.reports.get(report), "report", report);
      const origin = must(this.lines.reports.get(originReport), "report", originReport);
      const found = this.standing(repeat.claim)?.reports.find(({ id }) => id === report);
      if (found && repeat.originDocument === null)
        Object.assign(found, { originDocumentId: origin.document });
    });
  }

  rate(line: RatingLine): void {
    this.take(() => {
      const { claim, member: rater, probability, at } = this.lines.ratingOf(line);
      const joinedAt = must(this.joined.get(rater), "member", rater);
      const rating = { rater, probability, at: new Date(at), joinedAt, simulated: false };
      this.standing(claim)?.ratings.push(rating);
    });
  }

  rule({ claim, id, outcome, knownAt }: VerdictLine): void {
    this.take(() => {
      const ruling = { id, outcome, knownAt: new Date(knownAt) };
      Object.assign(this.standing(claim) ?? {}, { verdict: ruling, realVerdict: ruling });
    });
  }

  reopen({ claim }: ReopeningLine): void {
    this.take(() => {
      Object.assign(this.standing(claim) ?? {}, { verdict: null, realVerdict: null });
    });
  }

  /** Moves what a change moved, and takes everything again that was recorded before it. */
  move(line: IdentityLine): void {
    this.lines.move(line);
    this.slots.clear();
    this.claims.clear();
    for (const again of this.taken) again();
  }

  private take(event: () => void): void {
    this.taken.push(event);
    event();
  }

  /** The claim, unless another stands for it: then what is left of it counts for nothing. */
  private standing(claimId: string): ClaimHistory | null {
    return this.isMerged(claimId) ? null : this.find(claimId).claim;
  }

  private takeReport(reportId: string): void {
    const line = must(this.lines.reports.get(reportId), "report", reportId);
    const claim = this.standing(line.claim);
    const { published, publishedPrecision, source, mergedInto } = this.document(line.document);
    if (!claim || mergedInto !== null) return;
    const dated = { published, publishedPrecision };
    const { id, document: documentId, originDocument: originDocumentId, stance, fidelity, hedge } = line;
    claim.reports.push({
      ...{ id, documentId, originDocumentId, stance, fidelity, hedge, ...dated },
      publisher: this.source(source),
      origin: line.origin === null ? null : this.source(line.origin),
      publicOn: publicOn(dated, new Date(line.recordedAt)),
      simulated: false,
    });
  }

  private document(id: string): DocumentLine {
    return must(this.lines.documents.get(id), "document", id);
  }

  private source(slug: string): SourceRef {
    return must(this.sources.get(slug), "source", slug);
  }
}

function must<T>(found: T | undefined, type: string, id: string): T {
  if (found === undefined) throw new Error(`a line speaks of ${type} ${id}, which has no line`);
  return found;
}
