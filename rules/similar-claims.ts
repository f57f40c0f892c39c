import { wordsOf } from "./same-words";
import { roundNoise } from "./units";
import { valueKey } from "./values";
import type { Attribute, Value } from "./vocabulary";

/** What is about to be claimed, or is claimed already, of one device. */
export type ComparedClaim = { attribute: Attribute; scope: string | null; value: Value; statement: string };

/** Windows of days that share so much are one claim in two roundings. */
const sharedDays = 0.8;
const likeValue = 0.7;
const likeStatement = 0.75;
/** More than a reader compares before sending. */
const MOST_OFFERED = 5;

/**
 * The claims on file that a new one probably repeats, likest first: the same value for another spelling of its scope, a rounding
 * of it, a name with its maker in front, or a sentence that says the same under another attribute. Rivals are no repetitions: two
 * numbers that differ make two claims, however alike the sentences around them.
 */
export function similarClaims<Claim extends ComparedClaim>(draft: ComparedClaim, onFile: Claim[]): Claim[] {
  const drafted = statementOf(draft);
  return onFile
    .map((claim) => ({ claim, likeness: likenessOf(draft, claim, drafted) }))
    .filter(({ likeness }) => likeness > 0)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_OFFERED)
    .map(({ claim }) => claim);
}

function likenessOf(draft: ComparedClaim, claim: ComparedClaim, drafted: Phrase): number {
  const { attribute } = draft;
  if (claim.attribute.slug === attribute.slug) {
    const same = valueKey(draft.value, attribute) === valueKey(claim.value, attribute);
    const scopes = scopeLikeness(draft.scope, claim.scope);
    if (same) return scopes;
    if (isNearValue(draft.value, claim.value)) return 0.9 * scopes;
    return 0;
  }
  if (claim.attribute.type === attribute.type && !isNearValue(draft.value, claim.value)) return 0;
  const likeness = likenessOfPhrases(drafted, statementOf(claim));
  return likeness >= likeStatement ? 0.8 * likeness : 0;
}

/** One scope in two spellings or languages is one; a scope left out may have been forgotten; two scopes are two questions. */
function scopeLikeness(a: string | null, b: string | null): number {
  if (a === b) return 1;
  if (a === null || b === null) return 0.6;
  return likenessOfPhrases(phraseOf(a), phraseOf(b)) >= likeValue ? 0.8 : 0;
}

/** Whether two values are one in two roundings or wordings. */
export function isNearValue(a: Value, b: Value): boolean {
  if ("from" in a) return "from" in b && overlap(a, b) >= sharedDays;
  if ("text" in a) return "text" in b && isLikeText(a.text, b.text);
  if ("bool" in a) return "bool" in b && a.bool === b.bool;
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x === null || y === null) return false;
  if ("currency" in a && "currency" in b && a.currency.toUpperCase() !== b.currency.toUpperCase())
    return false;
  return x === y || isRoundingOf(x, y) || isRoundingOf(y, x);
}

function numberOf(value: Value): number | null {
  if ("number" in value) return value.number;
  return "amount" in value ? value.amount : null;
}

/** 4,900 for 4,860: the number at the digits that it has, two at least. */
export function isRoundingOf(rounded: number, exact: number): boolean {
  if (exact === 0) return false;
  const digits = Math.max(2, significantDigits(rounded));
  const step = 10 ** (Math.floor(Math.log10(Math.abs(exact))) + 1 - digits);
  const steps = roundNoise(exact / step);
  return [Math.round(steps), Math.trunc(steps)].some((whole) => roundNoise(whole * step) === rounded);
}

function significantDigits(number: number): number {
  return String(Math.abs(number)).replace(".", "").replace(/^0+/, "").replace(/0+$/, "").length;
}

function overlap(a: { from: string; to: string }, b: { from: string; to: string }): number {
  const day = (text: string) => Date.parse(text) / 86_400_000;
  const shared = Math.min(day(a.to), day(b.to)) - Math.max(day(a.from), day(b.from)) + 1;
  const all = Math.max(day(a.to), day(b.to)) - Math.min(day(a.from), day(b.from)) + 1;
  return Math.max(0, shared) / all;
}

/** Numbers and plus signs tell phones and chips apart, so they have to be the same; the words around them may differ a little. */
function isLikeText(a: string, b: string): boolean {
  const [x, y] = [phraseOf(a), phraseOf(b)];
  if (x.numbers !== y.numbers) return false;
  const [fewer, more] = x.words.length < y.words.length ? [x.words, y.words] : [y.words, x.words];
  const inside = fewer.length > 1 && fewer.every((word) => more.includes(word));
  return inside || likenessOfPhrases(x, y) >= likeValue;
}

/** A text as it is compared in either language: its words in one of them, and its numbers apart. */
type Phrase = { words: string[]; numbers: string; trigrams: Set<string> };

function statementOf({ statement }: ComparedClaim): Phrase {
  return phraseOf(statement);
}

function phraseOf(text: string): Phrase {
  const words = wordsOf(text).flatMap(({ keys }) => keys);
  const numbers = words.filter((word) => /^[\p{N}+]/u.test(word)).sort();
  return { words, numbers: numbers.join(" "), trigrams: trigramsOf(words) };
}

/** As pg_trgm cuts words: two blanks before, one after. */
function trigramsOf(words: string[]): Set<string> {
  const found = new Set<string>();
  for (const word of words) {
    const padded = `  ${word} `;
    for (let at = 0; at + 3 <= padded.length; at++) found.add(padded.slice(at, at + 3));
  }
  return found;
}

/** The share of trigrams that both have, 0 where their numbers differ. */
function likenessOfPhrases(a: Phrase, b: Phrase): number {
  if (a.numbers !== b.numbers) return 0;
  const shared = [...a.trigrams].filter((trigram) => b.trigrams.has(trigram)).length;
  const all = a.trigrams.size + b.trigrams.size - shared;
  return all === 0 ? 0 : shared / all;
}
