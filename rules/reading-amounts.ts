import type { FoundValue } from "./document-reading";
import type { Locale } from "./locales";
import { parseAmount } from "./value-fields";
import type { Bound, MoneyValue, NumberValue } from "./vocabulary";

/** Groups and decimals are bounded, so that a wall of digits costs what its length does. */
const amount = /(?<![\p{L}\p{N}.,/])\d{1,9}(?:[.,'’\u00a0\u202f]\d{1,6}){0,4}(?![\d/])/gu;
const gap = "[ \\u00a0\\u202f\\t]{0,2}[-‑]?";
const endsWord = "(?![\\p{L}\\p{N}])";

/** How both languages write a unit, and the unit of rules/units that it is; case counts where it tells 5 g from 5G. */
const unitForms: [unit: string, spellings: string, flags?: string][] = [
  ["mAh", "mAh|milliampere[- ]?(?:hours?|stunden)"],
  ["W", "W|watts?"],
  ["kW", "kW|kilowatt"],
  ["in", "inch(?:es)?|zoll|[\"”″]|''"],
  ["Hz", "hz|hertz"],
  ["MP", "MP(?:ix(?:els?)?)?|mega-?pixeln?s?"],
  ["GB", "GB|gigabytes?"],
  ["TB", "TB|terabytes?"],
  ["g", "g|[gG]ramm?s?", "u"],
  ["mm", "mm|millimet(?:er|re)s?n?"],
  ["cm", "cm|zentimetern?"],
  ["nm", "nm|nanomet(?:er|re)s?n?"],
  ["nits", "nits?"],
  ["h", "h|hours?|hrs?|stunden?"],
  ["min", "min|mins|minutes?|minuten?"],
  ["years", "years?|jahren?"],
  ["months", "months?|monaten?"],
  ["million", "millions?|millionen|mio\\.?"],
];
const units = unitForms.map(([unit, spellings, flags]) => ({
  unit,
  pattern: new RegExp(`${gap}(?:${spellings})${endsWord}`, `y${flags ?? "iu"}`),
}));
/** "5x", "5-fach" and "5 × 12 MP" differ by what follows. */
const times = new RegExp(`${gap}(?:[x×]|fach(?:e[nrms]?)?|times)${endsWord}(?!\\s{0,2}\\d)`, "iyu");

const currencies: [currency: string, spellings: string][] = [
  ["CNY", "CNY|RMB|yuan|renminbi|CN¥|¥|￥"],
  ["EUR", "EUR|euros?|€"],
  ["AUD", "A\\$|AU\\$|AUD"],
  ["CAD", "C\\$|CA\\$|CAD"],
  ["HKD", "HK\\$|HKD"],
  ["USD", "USD|US[- ]?dollars?|dollars?|US ?\\$|\\$"],
  ["GBP", "GBP|pounds?|pfund|£"],
  ["INR", "INR|rupees?|rupien|rs\\.?|₹"],
  ["JPY", "JPY|yen"],
];
const money = currencies.map(([currency, spellings]) => ({
  currency,
  before: new RegExp(`(?<![\\p{L}\\p{N}$])(?:${spellings})[ \\u00a0\\u202f]?$`, "iu"),
  after: new RegExp(`(?:,-|,–)?${gap}(?:${spellings})${endsWord}`, "iyu"),
}));

const boundWords: [bound: Bound, pattern: RegExp][] = [
  ["at-least", /(?:at least|mindestens|wenigstens)\s*$/i],
  ["above", /(?:more than|over|above|mehr als|über)\s*$/i],
  ["below", /(?:less than|under|below|weniger als|unter)\s*$/i],
  [
    "about",
    /(?:about|around|roughly|approximately|approx\.|nearly|almost|~|rund|etwa|ca\.|circa|ungefähr|knapp|gut|fast)\s*$/i,
  ],
];

const numberWords: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  ein: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  sechs: 6,
  sieben: 7,
  acht: 8,
  neun: 9,
  zehn: 10,
};
const spelled = new RegExp(`(?<![\\p{L}\\p{N}])(${Object.keys(numberWords).join("|")})[ -](?=\\p{L})`, "giu");
const wordUnits: [unit: string, pattern: RegExp][] = [
  ["years", /(?:years?|jahren?)(?![\p{L}\p{N}])/iuy],
  ["months", /(?:months?|monaten?)(?![\p{L}\p{N}])/iuy],
  ["h", /(?:hours?|stunden?)(?![\p{L}\p{N}])/iuy],
];

const counted = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(${Object.keys(numberWords).join("|")}|\\d)[ -](?:\\p{L}{1,20}[ -]){0,2}(?:cameras|lenses|kameras|rückkameras|objektive)|(dual|double|doppel|triple|dreifach|quad|vierfach)[ -]?(?:rear[ -])?(?:camera|kamera))(?![\\p{Ll}])`,
  "giu",
);
const multiples: Record<string, number> = {
  dual: 2,
  double: 2,
  doppel: 2,
  triple: 3,
  dreifach: 3,
  quad: 4,
  vierfach: 4,
};

/** "Three rear cameras" and "Triple-Kamera": a number of no unit, which only rear cameras are counted by. */
function readCounts(text: string): FoundValue[] {
  return [...text.matchAll(counted)].flatMap((match) => {
    const word = (match[1] ?? match[2] ?? "").toLowerCase();
    const number = multiples[word] ?? numberWords[word] ?? Number(word);
    if (/front|selfie|inner|innen/i.test(match[0]) || !Number.isFinite(number)) return [];
    return [{ start: match.index, end: match.index + match[0].length, value: { number, unit: null } }];
  });
}

/** Numbers with their units and prices, by offset. A number that says nothing of what it counts is not read. */
export function readAmounts(text: string, language: Locale): FoundValue[] {
  const found: FoundValue[] = [];
  for (const match of text.matchAll(amount)) {
    const value = readAt({ text, digits: match[0], start: match.index, language });
    if (value) found.push(value);
  }
  return [...found, ...readSpelled(text), ...readCounts(text)].sort((a, b) => a.start - b.start);
}

type Written = { text: string; digits: string; start: number; language: Locale };

function readAt(written: Written): FoundValue | null {
  const { text, digits, start } = written;
  const end = start + digits.length;
  const price = readMoney(written);
  if (price) return price;
  const unit = unitAt(text, end);
  if (!unit) return null;
  const number = numberOf(written, unit.unit);
  if (number === null) return null;
  const value: NumberValue = { number, unit: unit.unit, ...boundBefore(text, start) };
  return { start, end: unit.end, value };
}

function unitAt(text: string, at: number): { unit: string; end: number } | null {
  for (const { unit, pattern } of units) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return { unit, end: pattern.lastIndex };
  }
  times.lastIndex = at;
  return times.test(text) ? { unit: "x", end: times.lastIndex } : null;
}

function readMoney(written: Written): FoundValue | null {
  const { text, digits, start } = written;
  const before = text.slice(Math.max(0, start - 16), start);
  for (const { currency, before: sign } of money) {
    const match = sign.exec(before);
    if (match)
      return price(written, { currency, start: start - match[0].length, end: start + digits.length });
  }
  for (const { currency, after } of money) {
    after.lastIndex = start + digits.length;
    if (after.test(text)) return price(written, { currency, start, end: after.lastIndex });
  }
  return null;
}

function price(written: Written, found: { currency: string; start: number; end: number }): FoundValue | null {
  const amount = numberOf(written, "money");
  if (amount === null) return null;
  const value: MoneyValue = { amount, currency: found.currency, ...boundBefore(written.text, found.start) };
  return { start: found.start, end: found.end, value };
}

/** No capacity and no price has three decimals: there "4,860" is thousands in whichever language. */
function numberOf({ digits, language }: Written, unit: string): number | null {
  const grouped = /^[1-9]\d{0,2}(?:[.,'’\u00a0\u202f]\d{3})+$/u.test(digits);
  if (grouped && ["money", "mAh"].includes(unit)) return Number(digits.replace(/\D/g, ""));
  return parseAmount(digits, language)?.amount ?? null;
}

function boundBefore(text: string, start: number): { bound?: Bound } {
  const before = text.slice(Math.max(0, start - 20), start);
  const bound = boundWords.find(([, pattern]) => pattern.test(before))?.[0];
  return bound ? { bound } : {};
}

function readSpelled(text: string): FoundValue[] {
  const found: FoundValue[] = [];
  for (const match of text.matchAll(spelled)) {
    const [at, number] = [match.index + match[0].length, numberWords[match[1]?.toLowerCase() ?? ""]];
    for (const [unit, pattern] of wordUnits) {
      pattern.lastIndex = at;
      if (number !== undefined && pattern.test(text))
        found.push({ start: match.index, end: pattern.lastIndex, value: { number, unit } });
    }
  }
  return found;
}
