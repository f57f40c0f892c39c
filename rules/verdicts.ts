import { objectionToModerating } from "./moderation";
import { intact, type Origin, type Provenance, publishedBefore, type SourceRef } from "./provenance";
import type { Problem, Reason } from "./refusal";
import { hitOf } from "./replay";
import { compareValues } from "./values";
import type { Viewer } from "./viewer";
import type { Attribute, Basis, Outcome, Precision, Qualifier, Stance, Value } from "./vocabulary";

export type VerdictDraft = {
  outcome: Outcome;
  basis: Basis;
  qualifier: Qualifier | null;
  documentId: string | null;
  passage: string | null;
  knownAt: Date;
  note: string | null;
  /** The verdict this one replaces; null for the first. Somebody else's in between makes it a conflict. */
  supersedesId: string | null;
};

/** Why this viewer may not rule on this claim, or null. */
export function objectionToRuling(viewer: Viewer, claim: { submittedBy: string | null }): Reason | null {
  const general = objectionToModerating(viewer);
  if (general) return general;
  return viewer?.id === claim.submittedBy ? "your-own-claim" : null;
}

/** What a draft is checked against. */
type Facts = {
  now: Date;
  document: { published: string; publishedPrecision: Precision } | null;
  /** What the claim says: a day can only have passed after it. */
  value: Value;
};

/** Everything wrong with a draft, by field; empty when it may be saved. */
export function problemsOfVerdict(draft: VerdictDraft, facts: Facts): Problem[] {
  const problems: Problem[] = [];
  if ((draft.outcome === "unresolved") !== (draft.basis === "none"))
    problems.push({ path: "basis", reason: "basis-does-not-fit" });
  if (draft.basis === "lapse" && draft.outcome !== "refuted")
    problems.push({ path: "basis", reason: "basis-does-not-fit" });
  problems.push(...problemsOfLapse(draft, facts));
  if (needsPassage(draft) && !draft.documentId)
    problems.push({ path: "documentId", reason: "document-required" });
  if (needsPassage(draft) && !draft.passage) problems.push({ path: "passage", reason: "passage-required" });
  const time = objectionToKnownAt(draft.knownAt, facts);
  if (time) problems.push({ path: "knownAt", reason: time });
  return problems;
}

/**
 * That a day passed shows a claim wrong only once it has, and nothing is quoted for it: the note tells how anybody can see that it
 * did not happen.
 */
function problemsOfLapse({ outcome, basis, note, knownAt }: VerdictDraft, { value }: Facts): Problem[] {
  if (basis !== "lapse" || outcome !== "refuted") return [];
  const problems: Problem[] = note ? [] : [{ path: "note", reason: "reason-required" }];
  const early = "from" in value && knownAt.toISOString().slice(0, 10) <= value.to;
  return early ? [...problems, { path: "knownAt", reason: "date-not-passed" }] : problems;
}

/** Whether a verdict must quote the official document it rests on. */
function needsPassage({ outcome, basis }: Pick<VerdictDraft, "outcome" | "basis">): boolean {
  return basis === "official" && (outcome === "confirmed" || outcome === "refuted");
}

/** A published day is the publisher's own; the earliest place on Earth enters it 14 hours before UTC does. */
const farthestEastMs = 14 * 3_600_000;

function objectionToKnownAt(knownAt: Date, { now, document }: Facts): Reason | null {
  if (knownAt > now) return "known-in-the-future";
  if (!document) return null;
  const { published, publishedPrecision: precision } = document;
  const first = {
    day: published,
    month: `${published.slice(0, 7)}-01`,
    year: `${published.slice(0, 4)}-01-01`,
  }[precision];
  const earliest = Date.parse(`${first}T00:00:00Z`) - farthestEastMs;
  return knownAt.getTime() < earliest ? "known-before-published" : null;
}

/** What a source's record gains by a verdict: it said so rightly, wrongly, or the verdict does not count for it. */
export type RecordEntry = "hit" | "miss" | "none";

export type VerdictConsequences = {
  /** Whether rating ends with it; false where an earlier verdict had ended it. */
  closesRating: boolean;
  ratings: { scored: number; afterKnown: number };
  /** The slot's other claims: none of them is ruled on by this, each needs its own verdict. */
  rivals: {
    id: string;
    statement: string;
    language: string;
    value: Value;
    outcome: Outcome | null;
    excluded: boolean;
  }[];
  sources: { source: SourceRef; stance: Stance; first: string; record: RecordEntry }[];
};

export type RuledClaim = {
  value: Value;
  attribute: Attribute;
  provenance: Provenance;
  /** Times of the current ratings. */
  ratedAt: Date[];
  closed: boolean;
  rivals: { id: string; statement: string; language: string; value: Value; outcome: Outcome | null }[];
};

/** Everything that follows from a verdict, shown before it is saved. */
export function consequencesOfVerdict(
  draft: Pick<VerdictDraft, "outcome" | "knownAt">,
  claim: RuledClaim,
): VerdictConsequences {
  const scored = claim.ratedAt.filter((at) => at < draft.knownAt).length;
  return {
    closesRating: !claim.closed,
    ratings: { scored, afterKnown: claim.ratedAt.length - scored },
    rivals: claim.rivals.map((rival) => ({
      ...rival,
      excluded:
        draft.outcome === "confirmed" && compareValues(claim.value, rival.value, claim.attribute) === "rival",
    })),
    sources: claim.provenance.origins.flatMap((origin) => {
      const { source, stance, first } = origin;
      return source ? [{ source, stance, first, record: recordOf(origin, draft) }] : [];
    }),
  };
}

/**
 * As `scoreSources` will score it. Strict: a claim that was partly right is no hit. Only what a source asserted counts: to deny one of
 * many possible values is mostly right, whoever does it.
 */
function recordOf(
  { stance, reports }: Origin,
  { outcome, knownAt }: Pick<VerdictDraft, "outcome" | "knownAt">,
): RecordEntry {
  const hit = hitOf(outcome);
  const early = publishedBefore(intact(reports), knownAt);
  if (hit === null || stance !== "supports" || early.length === 0) return "none";
  return hit ? "hit" : "miss";
}
