import { type AttributeWords, wordsOf } from "./attribute-words";
import { type FoundValue, type Reading, readDocument, type Sentence, type Span } from "./document-reading";
import type { Locale } from "./locales";
import { conversionFactor } from "./units";
import { compareValues } from "./values";
import type { Attribute, Value } from "./vocabulary";

/** An open claim, with what its device is called: `name` now, `names` ever. */
export type SuggestedClaim = {
  id: string;
  device: { name: string; names: string[]; brand: string };
  attribute: Attribute;
  scope: string | null;
  value: Value;
  statement: string;
  language: string;
};

/**
 * Why: its own value stands there; another does, which excludes it (`rivalOf` where that one is a claim too); the value there is
 * the claim's unrounded, which a person has to judge; the text says nothing of it; or two things.
 */
export type SuggestionReason = "value" | "rival" | "near" | "silent" | "conflicting";

export type RulingSuggestion = {
  claimId: string;
  /** Null where the document does not decide the claim. */
  outcome: "confirmed" | "refuted" | null;
  passage: Span | null;
  found: FoundValue | null;
  because: SuggestionReason;
  rivalOf: string | null;
};

export type SuggestionRequest = {
  text: string;
  language: Locale;
  published: string;
  claims: SuggestedClaim[];
};

/** For every claim, in order, what an official text decides about it and where. What is not certain stays open. */
export function suggestRulings({ claims, ...document }: SuggestionRequest): RulingSuggestion[] {
  const reading = readDocument(document);
  const named = new Set<string>();
  const folded = document.text.toLowerCase();
  for (const { device } of claims)
    if ([device.name, ...device.names].some((name) => folded.includes(name.toLowerCase())))
      named.add(device.name);
  return claims.map((claim) =>
    named.has(claim.device.name) && claim.scope === null
      ? suggestRuling(claim, reading, document.text)
      : silent(claim),
  );
}

function silent(claim: SuggestedClaim): RulingSuggestion {
  return { claimId: claim.id, outcome: null, passage: null, found: null, because: "silent", rivalOf: null };
}

function suggestRuling(claim: SuggestedClaim, reading: Reading, text: string): RulingSuggestion {
  const known = wordsOf(claim.attribute.slug);
  const said = known
    ? reading.sentences.flatMap((sentence) => saidIn({ sentence, claim, reading, text, words: known }))
    : [];
  const first = said[0];
  if (!first) return silent(claim);
  const outcomes = new Set(said.map(({ found }) => outcomeOf(found.value, claim)));
  const outcome = outcomes.size === 1 ? ([...outcomes][0] ?? null) : null;
  return {
    claimId: claim.id,
    outcome,
    passage: { start: first.sentence.start, end: first.sentence.end },
    found: first.found,
    because: outcomes.size > 1 ? "conflicting" : outcome === "refuted" ? "rival" : outcome ? "value" : "near",
    rivalOf: null,
  };
}

type Said = { sentence: Sentence; found: FoundValue };

function saidIn(at: {
  sentence: Sentence;
  claim: SuggestedClaim;
  reading: Reading;
  text: string;
  words: AttributeWords;
}): Said[] {
  const { sentence, claim, reading, text, words } = at;
  return reading.values
    .filter(({ start, end }) => start >= sentence.start && end <= sentence.end)
    .filter(({ value }) => isOf(value, claim.attribute))
    .filter((found) => isTied(clauseAround(text, sentence, found), words))
    .map((found) => ({ sentence, found }));
}

function isOf(value: Value, attribute: Attribute): boolean {
  if ("from" in value) return attribute.type === "date";
  if ("amount" in value) return attribute.type === "money";
  return (
    "number" in value &&
    attribute.type === "number" &&
    attribute.unit !== null &&
    conversionFactor(value.unit, attribute.unit) !== null
  );
}

function clauseAround(text: string, sentence: Span, found: Span): string {
  const before =
    text
      .slice(sentence.start, found.start)
      .split(/[,;](?=\s)|\s(?:and|und)\s/)
      .at(-1) ?? "";
  const after = text.slice(found.end, sentence.end).split(/[,;](?=\s)|\s(?:and|und)\s/)[0] ?? "";
  return `${before} ${after}`;
}

function isTied(clause: string, { cue, not, sure }: AttributeWords): boolean {
  return clause.search(not ?? /$^/) < 0 && (sure === true || clause.search(cue) >= 0);
}

function outcomeOf(
  value: Value,
  { value: claimed, attribute }: SuggestedClaim,
): "confirmed" | "refuted" | null {
  const comparison = compareValues(value, claimed, attribute);
  if (comparison === "rival") return "refuted";
  return comparison === "contains" ? null : "confirmed";
}
