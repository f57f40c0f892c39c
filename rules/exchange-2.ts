import type { Calibration } from "./calibration";
import type { Credibility } from "./credibility";
import type { ExchangeBrand, ExchangeDevice, ExchangeDocument, ExchangeSource } from "./exchange";
import type {
  Attribute,
  Basis,
  CredibilityCause,
  DecisionKind,
  Fidelity,
  FirstReportedBasis,
  Hedge,
  IdentityKind,
  Outcome,
  Qualifier,
  Stance,
  Value,
} from "./vocabulary";

// The exchange format hearsay/2, as db/examples/hearsay-2.md describes it: one JSON object a line. Instants are UTC with six
// digits after the second, so that they sort as text and no two events fall together.

export type HeaderLine = {
  type: "header";
  format: "hearsay/2";
  exportedAt: string;
  /** The version whose numbers `npm run recompute` of this installation computes. */
  algorithm: number;
  about: string;
};
/** An attribute; its own type is called `valueType` here. */
export type AttributeLine = Omit<Attribute, "type"> & { type: "attribute"; valueType: Attribute["type"] };
/** The one that stands for it by now, where it was merged away; such a line is here for what it said before. */
type Mergeable = { mergedInto: string | null };
export type DocumentLine = ExchangeDocument & Mergeable & { type: "document"; externalId: string | null };
export type ClaimLine = Mergeable & {
  type: "claim";
  id: string;
  externalId: string | null;
  device: string;
  attribute: string;
  scope: string | null;
  statement: string;
  language: string;
  value: Value;
  firstReported: string;
  firstReportedBasis: FirstReportedBasis;
  recordedAt: string;
};
export type ReportLine = {
  type: "report";
  id: string;
  claim: string;
  document: string;
  stance: Stance;
  origin: string | null;
  originDocument: string | null;
  fidelity: Fidelity;
  hedge: Hedge | null;
  recordedAt: string;
};
/** From then on a report counts as repeating the document of another report: a moderator found so. */
export type RelayLine = { type: "relay"; report: string; originReport: string; at: string };
export type VerdictLine = {
  type: "verdict";
  id: string;
  claim: string;
  /** The verdict it took the place of. */
  supersedes: string | null;
  outcome: Outcome;
  basis: Basis;
  qualifier: Qualifier | null;
  document: string | null;
  passage: string | null;
  evidence: string[];
  knownAt: string;
  decidedAt: string;
  /** Pseudonym of whoever ruled; null for an imported verdict. */
  decidedBy: string | null;
  recordedAt: string;
  imported: boolean;
  fromMemory: boolean;
  note: string | null;
};
/** A settled claim that is open again. */
export type ReopeningLine = {
  type: "reopening";
  id: string;
  claim: string;
  /** The verdict that ended; null where it was a simulated member's on a claim that nobody real had ruled on. */
  verdict: string | null;
  at: string;
  /** Pseudonym of the moderator. */
  decidedBy: string | null;
  reason: string;
};
export type DecisionLine = {
  type: "decision";
  at: string;
  kind: DecisionKind;
  /** Pseudonyms, of another kind than those of raters. */
  actor: string | null;
  subject: string | null;
  claim: string | null;
  reason: string | null;
  detail: Record<string, string | number | boolean | null>;
};
export type MemberLine = { type: "member"; member: string; joinedAt: string };
export type RatingLine = { type: "rating"; member: string; claim: string; probability: number; at: string };
export type CredibilityLine = Credibility & {
  type: "credibility";
  claim: string;
  at: string;
  recordedAt: string;
  reconstructed: boolean;
  cause: CredibilityCause;
  algorithm: number;
};
export type ClaimScoreLine = {
  type: "claim_score";
  claim: string;
  verdict: string;
  group: string;
  knownAt: string;
  hit: boolean;
  probability: number | null;
  baseRate: number;
  reportCount: number | null;
  ratingMean: number | null;
  raters: number;
};
export type SourceScoreLine = {
  type: "source_score";
  claim: string;
  source: string;
  group: string;
  knownAt: string;
  said: string;
  leadDays: number;
  hit: boolean;
  verified: boolean;
  surprise: number | null;
};
export type RaterScoreLine = {
  type: "rater_score";
  claim: string;
  member: string;
  knownAt: string;
  hit: boolean;
  probability: number;
  brier: number;
  logScore: number;
  coverage: number;
  skillMicro: number;
};

/** What an origin's statements in one attribute group came to. */
export type SourceRecordLine = {
  type: "source_record";
  source: string;
  group: string;
  hits: number;
  n: number;
};
/** How all published numbers came out, as the page on the method shows it. */
export type CalibrationLine = Calibration & { type: "calibration" };

/** Everything before was computed anew: after an import. */
export type RebuildLine = { type: "rebuild"; at: string };
/** The ring an account was found in from then on; null: in none any more. */
export type RingLine = { type: "ring"; member: string; at: string; ring: string | null };

/** One thing that another stands for or belongs to from then on; of a rating the id is its member, and all of them move. */
export type IdentityMove =
  | {
      row: "claim";
      id: string;
      field: "device" | "mergedInto" | "firstReported";
      from: string | null;
      to: string | null;
    }
  | {
      row: "report";
      id: string;
      field: "claim" | "document" | "origin" | "originDocument";
      from: string | null;
      to: string | null;
    }
  | { row: "rating"; id: string; field: "claim"; from: string; to: string }
  | { row: "document"; id: string; field: "source" | "mergedInto"; from: string | null; to: string | null };

/** That two proved one, one proved two, or something belonged elsewhere; or that this was undone. All other lines stand as they are by now. */
export type IdentityLine = {
  type: "identity";
  at: string;
  change: string;
  kind: IdentityKind;
  undone: boolean;
  moves: IdentityMove[];
  /** Claims that were scored anew; after merging sources or documents only their sources. */
  scored: string[];
};

export type ExchangeLine =
  | HeaderLine
  | (ExchangeBrand & { type: "brand" })
  | AttributeLine
  | (ExchangeSource & Mergeable & { type: "source" })
  | (ExchangeDevice & Mergeable & { type: "device" })
  | DocumentLine
  | ClaimLine
  | ReportLine
  | RelayLine
  | VerdictLine
  | ReopeningLine
  | DecisionLine
  | MemberLine
  | RebuildLine
  | RingLine
  | IdentityLine
  | RatingLine
  | CredibilityLine
  | ClaimScoreLine
  | SourceScoreLine
  | RaterScoreLine
  | SourceRecordLine
  | CalibrationLine;

/** An instant as lines write it. Milliseconds are all that a Date knows. */
export function instantText(at: Date): string {
  return at.toISOString().replace("Z", "000Z");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]));
}

/** A line as text, the same bytes for the same content: `type` first, all other keys in order of the alphabet. */
export function lineText({ type, ...rest }: ExchangeLine): string {
  return `${JSON.stringify({ type, ...(sorted(rest) as object) })}\n`;
}
