import { parseKnownAt } from "./known-at";
import type { Reason } from "./refusal";
import type { Span } from "./spans";
import type { VerdictDraft } from "./verdicts";
import { type Outcome, qualifiers } from "./vocabulary";

/** What an announcement can do to a claim; what it leaves open it does not rule on. */
export const rulableOutcomes = ["confirmed", "partly", "refuted"] as const satisfies readonly Outcome[];
export type RulableOutcome = (typeof rulableOutcomes)[number];

/** How many claims one save may settle: more than any device has. */
export const RULINGS_AT_MOST = 400;

/** The longest passage a verdict may quote. */
export const PASSAGE_MAX_LENGTH = 2000;

/** Where a passage stands in a text, whatever the line breaks and spaces in either; null where it does not. */
export function findPassage(text: string, passage: string): Span | null {
  const words = passage.split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("\\s+");
  const found = new RegExp(pattern, "u").exec(text.normalize("NFC"));
  return found && { start: found.index, end: found.index + found[0].length };
}

/** Why a verdict may not quote this of a document whose text is stored, or null: a quoted passage stands in what it is quoted from. */
export function objectionToPassage(passage: string | null, text: string): Reason | null {
  if (!passage) return "passage-required";
  return findPassage(text, passage) ? null : "passage-not-in-text";
}

/**
 * The rulings of a plain form; claims that are left open are none. In the order of their ids: a kept draft does not keep that of the
 * fields, and what was wrong with one is told by its place.
 */
export function rulingsOfFields(fields: Record<string, string>): {
  claimId: string;
  outcome: string;
  passage: string | null;
  qualifier: string | null;
  note: string | null;
}[] {
  const typed = (name: string) => fields[name]?.trim() || null;
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.flatMap(([name, outcome]) => {
    const [part, claimId] = name.split(".");
    if (part !== "outcome" || !claimId || !outcome || outcome === "open") return [];
    return [
      {
        claimId,
        outcome,
        passage: typed(`passage.${claimId}`),
        qualifier: typed(`qualifier.${claimId}`),
        note: typed(`note.${claimId}`),
      },
    ];
  });
}

/** The same as drafts of verdicts, for a page that shows what would follow; what is not of its form is left out. */
export function draftsOfFields(
  fields: Record<string, string>,
  documentId: string,
): { claimId: string; draft: VerdictDraft }[] {
  const knownAt = parseKnownAt(fields.knownAt ?? "", fields.knownTime ?? "");
  return rulingsOfFields(fields).flatMap(({ claimId, passage, note, ...typed }) => {
    const outcome = rulableOutcomes.find((word) => word === typed.outcome);
    const qualifier = qualifiers.find((word) => word === typed.qualifier) ?? null;
    if (!outcome || !knownAt) return [];
    const rest = { basis: "official", documentId, supersedesId: null } as const;
    return [{ claimId, draft: { ...rest, outcome, qualifier, passage, note, knownAt } }];
  });
}
