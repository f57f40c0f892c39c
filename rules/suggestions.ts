import { decide } from "./claim-decisions";
import type { FoundValue } from "./document-reading";
import type { Locale } from "./locales";
import { isPartOfTheOther, saysNothing } from "./said-in-words";
import { readForDevices } from "./said-of-device";
import type { Span } from "./spans";
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
  /** The day the text was published: dates in it may leave out the year. */
  published: string;
  claims: SuggestedClaim[];
};

/**
 * For every claim, in order, what an official text decides about it and in which passage. A claim stays open unless the text says
 * its value, or one that excludes it, of its device and in its scope: a moderator corrects a wrong suggestion with more effort
 * than a missing one.
 */
export function suggestRulings({ claims, ...document }: SuggestionRequest): RulingSuggestion[] {
  const devices = [...new Map(claims.map(({ device }) => [device.name, device])).values()];
  const read = readForDevices(document, devices);
  const named = new Set(read.mentions.map(({ device }) => device));
  const scopes = listsBy(
    claims.filter(({ scope }) => scope !== null),
    questionOf,
  );
  const own = claims.map((claim) => {
    if (!named.has(claim.device.name)) return silent(claim);
    const others = (scopes.get(questionOf(claim)) ?? []).map(({ scope }) => scope ?? "");
    const found = decide(claim, read, [...new Set(others)]);
    return found ? { claimId: claim.id, ...found, rivalOf: null } : silent(claim);
  });
  const slots = listsBy(claims, slotOf);
  const confirmed = new Map(
    own.filter(({ outcome }) => outcome === "confirmed").map((one) => [one.claimId, one]),
  );
  return own.map((one, index) => withRival({ own: one, claim: claims[index], slots, confirmed }));
}

function listsBy<Item>(items: Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const lists = new Map<string, Item[]>();
  for (const item of items) {
    const list = lists.get(keyOf(item));
    if (list) list.push(item);
    else lists.set(keyOf(item), [item]);
  }
  return lists;
}

function questionOf({ device, attribute }: SuggestedClaim): string {
  return `${device.name}\n${attribute.slug}`;
}

function slotOf({ device, attribute, scope }: SuggestedClaim): string {
  return `${device.name}\n${attribute.slug}\n${scope ?? ""}`;
}

function silent(claim: SuggestedClaim): RulingSuggestion {
  return { claimId: claim.id, outcome: null, passage: null, found: null, because: "silent", rivalOf: null };
}

type Rivalry = {
  own: RulingSuggestion;
  claim: SuggestedClaim | undefined;
  slots: Map<string, SuggestedClaim[]>;
  confirmed: Map<string, RulingSuggestion>;
};

/**
 * Of rivals only one can be true: what excludes a confirmed claim is refuted by its passage, unless the text speaks of it itself.
 * Two texts of which one only says more than the other are no rivals here.
 */
function withRival({ own, claim, slots, confirmed }: Rivalry): RulingSuggestion {
  if (!claim || own.outcome === "confirmed" || own.because === "near" || own.because === "conflicting")
    return own;
  const winner = (slots.get(slotOf(claim)) ?? []).find(
    (other) =>
      confirmed.has(other.id) && compareValues(other.value, claim.value, claim.attribute) === "rival",
  );
  const proof = winner && confirmed.get(winner.id);
  if (!winner || !proof) return own;
  if (own.outcome === "refuted") return { ...own, rivalOf: winner.id };
  if (!excludes(winner.value, claim.value)) return own;
  const { passage, found } = proof;
  return { claimId: claim.id, outcome: "refuted", passage, found, because: "rival", rivalOf: winner.id };
}

function excludes(a: Value, b: Value): boolean {
  if (!("text" in a) || !("text" in b)) return true;
  return !saysNothing(b.text) && !isPartOfTheOther(a.text, b.text);
}
