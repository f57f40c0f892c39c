import type { FoundValue } from "./document-reading";
import { findParts, isSamePart, namingOf } from "./named-parts";
import { type ClaimInWords, nameSaid, saidInWords } from "./said-in-words";
import { type ReadText, type Said, saidOfDevice, scopedValue } from "./said-of-device";
import { isInScope } from "./scope-words";
import { isRoundingOf } from "./similar-claims";
import type { Span } from "./spans";
import { statedByText } from "./stated-facts";
import { compareValues } from "./values";
import type { Attribute, Value } from "./vocabulary";

export type Decision = {
  outcome: "confirmed" | "refuted" | null;
  passage: Span;
  found: FoundValue;
  because: "value" | "rival" | "near" | "conflicting";
};
/** What one place says of a claim; null where it neither says its value nor excludes it. */
type Judgement = "confirmed" | "refuted" | "near" | null;

/** What a text decides about one claim, and where; null where it says nothing of it. */
export function decide(claim: ClaimInWords, read: ReadText, scopes: string[]): Decision | null {
  if (claim.attribute.slug === "name") return decideName(claim, read);
  const judged = judge(claim, inScope(claim, read, scopes));
  if (judged !== "open") {
    if (!judged) return null;
    const confused = judged.outcome === "refuted" && isOfAnotherEvent(claim, read);
    return decision(confused ? "near" : judged.outcome, judged.said, read);
  }
  const words = "text" in claim.value ? saidInWords(claim, claim.value.text, read) : null;
  return words &&
    (claim.scope === null || isInScope(claim.scope, scopedValue(claim.attribute.slug, words, read)))
    ? decision("confirmed", words, read)
    : null;
}

/** A day that the text gives for something else about the phone: right in the date, and maybe only in that. */
function isOfAnotherEvent({ device, attribute, value }: ClaimInWords, read: ReadText): boolean {
  if (!("from" in value) || value.from !== value.to) return false;
  return ["announcement-date", "release-date", "milestone-date"]
    .filter((slug) => slug !== attribute.slug)
    .flatMap((slug) => saidOfDevice(slug, device.name, read))
    .some(
      ({ found }) => "from" in found.value && found.value.from === value.from && found.value.to === value.to,
    );
}

function decision(judged: NonNullable<Judgement> | "conflicting", said: Said, read: ReadText): Decision {
  const { start, end } = read.sentences[said.sentence] ?? said.found;
  const outcome = judged === "near" || judged === "conflicting" ? null : judged;
  const because = judged === "confirmed" ? "value" : judged === "refuted" ? "rival" : judged;
  return { outcome, passage: { start, end }, found: said.found, because };
}

/** A claim about all of a phone is not decided by what is said of a part that other claims are about. */
function inScope({ device, attribute, scope }: ClaimInWords, read: ReadText, scopes: string[]): Said[] {
  const said = saidOfDevice(attribute.slug, device.name, read);
  if (scope !== null) return said.filter((one) => isInScope(scope, scopedValue(attribute.slug, one, read)));
  return said.filter((one) => {
    const place = scopedValue(attribute.slug, one, read);
    return attribute.type === "money" || !scopes.some((other) => isInScope(other, place));
  });
}

/** "open" where the text says nothing that this claim's kind of value could be read from. */
function judge(
  claim: ClaimInWords,
  said: Said[],
): { outcome: NonNullable<Judgement> | "conflicting"; said: Said } | null | "open" {
  const spoken = said.filter((one) => isComparable(claim, one));
  const first = spoken[0];
  if (!first) return "open";
  const judged = spoken.flatMap((one) => {
    const judgement = judgementOf(claim, one);
    return judgement ? [{ judgement, one }] : [];
  });
  const [outcome, ...more] = new Set(judged.map(({ judgement }) => judgement));
  if (!outcome) return textIsOpen(claim) ? "open" : null;
  const disagree =
    more.length > 0 ||
    contradict(
      claim,
      judged.map(({ one }) => one),
    );
  return { outcome: disagree ? "conflicting" : outcome, said: judged[0]?.one ?? first };
}

function textIsOpen({ value }: ClaimInWords): boolean {
  return "text" in value && statedByText(value.text) === null;
}

function isComparable({ value, attribute }: ClaimInWords, { part, stated, found }: Said): boolean {
  if ("text" in value)
    return part !== undefined || (stated !== undefined && statedByText(value.text) !== null);
  if ("bool" in value) return stated !== undefined;
  return (
    part === undefined && stated === undefined && attribute.type !== "text" && "text" in found.value === false
  );
}

/** Two values said of one exclusive slot that exclude each other: the text has to be read by a person. */
function contradict({ attribute }: ClaimInWords, said: Said[]): boolean {
  const [first, ...rest] = said;
  if (!first || !attribute.exclusive) return false;
  if (first.part !== undefined) return rest.some(({ part }) => part !== undefined && part !== first.part);
  return rest.some(({ found }) => compareValues(first.found.value, found.value, attribute) === "rival");
}

function judgementOf(claim: ClaimInWords, said: Said): Judgement {
  const { value } = claim;
  if (said.stated !== undefined) {
    const meant = "bool" in value ? value.bool : "text" in value ? statedByText(value.text) : null;
    if (meant === null) return null;
    return said.stated === meant ? "confirmed" : "refuted";
  }
  if (said.part !== undefined && "text" in value) return judgePart(claim, value.text, said.part);
  return judgeValue(claim, said.found.value);
}

/** A claim that says more than the name of a part is not confirmed by the name alone. */
function judgePart({ attribute }: ClaimInWords, text: string, part: string): Judgement {
  const meant = findParts(attribute.slug, text);
  const only = meant[0];
  if (!only || meant.length > 1 || !namingOf(attribute.slug)) return null;
  if (!isSamePart(part, only.key)) {
    if (part.startsWith(only.key) || only.key.startsWith(part)) return "near";
    return attribute.exclusive ? "refuted" : null;
  }
  const rest = text.slice(0, only.start) + text.slice(only.end);
  return /^(?:\s|google|sony|samsung|isocell|qualcomm|mediatek|apple|bionic|chip|sensor)*$/i.test(rest)
    ? "confirmed"
    : null;
}

function judgeValue({ value: claimed, attribute }: ClaimInWords, value: Value): Judgement {
  switch (compareValues(value, claimed, attribute)) {
    case "same":
    case "inside":
      return "confirmed";
    case "compatible":
      return judgeWithinTolerance(claimed, value, attribute);
    case "contains":
      return null;
    case "rival":
      return isRounded(claimed, value) ? "near" : "refuted";
  }
}

/** Inside the tolerance a rounding is right; any other number was a near miss of this one. */
function judgeWithinTolerance(claimed: Value, said: Value, attribute: Attribute): Judgement {
  if (!attribute.exclusive || amountOf(claimed) === null || amountOf(said) === null) return null;
  return isRounded(claimed, said) ? "confirmed" : "near";
}

/** 4,900 for 4,860, or 4,800: right to the digits it has, which a ruling may call partly right. */
function isRounded(claimed: Value, said: Value): boolean {
  const [claim, fact] = [amountOf(claimed), amountOf(said)];
  return claim !== null && fact !== null && isRoundingOf(claim, fact);
}

/** The number of an exact value. */
function amountOf(value: Value): number | null {
  if ("bound" in value || ("to" in value && !("from" in value))) return null;
  if ("number" in value) return value.number;
  return "amount" in value ? value.amount : null;
}

function decideName(claim: ClaimInWords, read: ReadText): Decision | null {
  if (claim.scope !== null || !("text" in claim.value)) return null;
  const said = nameSaid(claim, read);
  return said && decision(said.same ? "confirmed" : "refuted", said.said, read);
}
