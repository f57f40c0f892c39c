import type { Reason } from "./refusal";
import { conversionFactor, roundNoise } from "./units";
import {
  type Attribute,
  type Bound,
  bounds,
  type DateValue,
  type MoneyValue,
  type NumberValue,
  type Value,
} from "./vocabulary";

/** How two values of one slot stand to each other; `inside` means the first is the narrower one. */
export type Comparison = "same" | "inside" | "contains" | "compatible" | "rival";

const longestText = 120;
/** "About" reaches three percent to either side: the rounding that leaks and headlines use (4,860 becomes "about 5,000"). */
const aboutShare = 0.03;
const day = /^\d{4}-\d{2}-\d{2}$/;

export function isDay(text: string): boolean {
  if (!day.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}

function amountFits(value: object, amount: unknown): boolean {
  if (typeof amount !== "number" || !Number.isFinite(amount)) return false;
  const { to, bound } = value as { to?: unknown; bound?: unknown };
  if (bound !== undefined) return to === undefined && bounds.includes(bound as Bound);
  return to === undefined || (typeof to === "number" && Number.isFinite(to) && to >= amount);
}

function onlyHas(value: object, keys: string[]): boolean {
  return Object.keys(value).every((key) => keys.includes(key));
}

/** Says whether a value has the shape of its attribute's type, in a unit that can be turned into the attribute's. */
export function objectionToValue(value: Value, attribute: Attribute): Reason | null {
  return fits(value, attribute) ? null : "value-does-not-fit";
}

function fits(value: Value, attribute: Attribute): boolean {
  switch (attribute.type) {
    case "text":
      return "text" in value && onlyHas(value, ["text"]) && textFits(value.text);
    case "boolean":
      return "bool" in value && onlyHas(value, ["bool"]) && typeof value.bool === "boolean";
    case "date":
      return "from" in value && onlyHas(value, ["from", "to"]) && windowFits(value);
    case "number":
      return (
        "number" in value &&
        onlyHas(value, ["number", "unit", "to", "bound"]) &&
        amountFits(value, value.number) &&
        (value.unit === null || typeof value.unit === "string") &&
        conversionFactor(value.unit, attribute.unit) !== null
      );
    case "money":
      return (
        "amount" in value &&
        onlyHas(value, ["amount", "currency", "to", "bound"]) &&
        amountFits(value, value.amount) &&
        /^[A-Za-z]{3}$/.test(value.currency)
      );
  }
}

function textFits(text: unknown): boolean {
  return typeof text === "string" && text.trim() !== "" && tidy(text).length <= longestText;
}

function windowFits(value: DateValue): boolean {
  return isDay(value.from) && isDay(value.to) && value.from <= value.to;
}

function tidy(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, " ").trim();
}

function normalizeNumber(value: NumberValue, attribute: Attribute): NumberValue {
  const factor = conversionFactor(value.unit, attribute.unit) ?? 1;
  const number = roundNoise(value.number * factor);
  const to = value.to === undefined ? undefined : roundNoise(value.to * factor);
  return { number, unit: attribute.unit, ...ending(number, to, value.bound) };
}

function normalizeMoney(value: MoneyValue): MoneyValue {
  const currency = value.currency.toUpperCase();
  return { amount: value.amount, currency, ...ending(value.amount, value.to, value.bound) };
}

function ending(start: number, to: number | undefined, bound: Bound | undefined) {
  if (bound !== undefined) return { bound };
  return to === undefined || to === start ? {} : { to };
}

/** The value as it is stored: numbers in the attribute's unit, text without stray space, a range of one point as the point. */
export function normalizeValue(value: Value, attribute: Attribute): Value {
  if ("text" in value) return { text: tidy(value.text) };
  if ("number" in value) return normalizeNumber(value, attribute);
  if ("amount" in value) return normalizeMoney(value);
  return value;
}

/**
 * Folds what writers vary: case, space, punctuation, trademark signs. Keeps what tells phones apart: `+` and other symbols
 * (8 Gen 1, 8+ Gen 1) and that two numbers are two (1/1.28; 2 x 50 is not 250).
 */
function foldText(text: string): string {
  const plain = text.replace(/[®™©]/gu, "").normalize("NFKC").toLowerCase();
  const folded = plain
    .replace(/(?<=\d)[^\p{L}\p{M}\p{N}\p{S}]+(?=\d)/gu, (between) => /[.,:/]/.exec(between)?.[0] ?? " ")
    .replace(/(?<=\d)([.,:/ ])(?=\d)|[^\p{L}\p{M}\p{N}\p{S}]/gu, "$1");
  return folded || plain.trim();
}

/** Canonical form: two values of one slot say the same if and only if their keys are equal. */
export function valueKey(value: Value, attribute: Attribute): string {
  const normal = normalizeValue(value, attribute);
  if ("text" in normal) return foldText(normal.text);
  if ("bool" in normal) return normal.bool ? "yes" : "no";
  if ("from" in normal) return `${normal.from}/${normal.to}`;
  const [start, unit] = "number" in normal ? [normal.number, ""] : [normal.amount, ` ${normal.currency}`];
  if (normal.bound) return `${normal.bound} ${start}${unit}`;
  return normal.to === undefined ? `${start}${unit}` : `${start}..${normal.to}${unit}`;
}

/** What a value allows, as an interval; an open end excludes its own number ("above 1,000"). */
type Interval = { low: number; high: number; lowOpen: boolean; highOpen: boolean };

function closed(low: number, high: number): Interval {
  return { low, high, lowOpen: false, highOpen: false };
}

function intervalOfAmount(start: number, to: number | undefined, bound: Bound | undefined): Interval {
  const reach = roundNoise(Math.abs(start) * aboutShare);
  switch (bound) {
    case "about":
      return closed(start - reach, start + reach);
    case "at-least":
      return closed(start, Number.POSITIVE_INFINITY);
    case "at-most":
      return closed(Number.NEGATIVE_INFINITY, start);
    case "above":
      return { ...closed(start, Number.POSITIVE_INFINITY), lowOpen: true };
    case "below":
      return { ...closed(Number.NEGATIVE_INFINITY, start), highOpen: true };
    default:
      return closed(start, to ?? start);
  }
}

function dayNumber(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / 86_400_000;
}

function intervalOf(value: Value): Interval | null {
  if ("from" in value) return closed(dayNumber(value.from), dayNumber(value.to));
  if ("number" in value) return intervalOfAmount(value.number, value.to, value.bound);
  if ("amount" in value) return intervalOfAmount(value.amount, value.to, value.bound);
  return null;
}

function isInside(a: Interval, b: Interval): boolean {
  const low = a.low > b.low || (a.low === b.low && (a.lowOpen || !b.lowOpen));
  const high = a.high < b.high || (a.high === b.high && (a.highOpen || !b.highOpen));
  return low && high;
}

/** Tolerance is for measured numbers; an end that excludes its own number excludes it exactly. */
function reaches(a: Interval, b: Interval, tolerance: number): boolean {
  const gap = roundNoise(b.low - a.high);
  return a.highOpen || b.lowOpen ? gap < 0 : gap <= tolerance;
}

function compareIntervals(a: Interval, b: Interval, tolerance: number): Comparison {
  const [inside, contains] = [isInside(a, b), isInside(b, a)];
  if (inside !== contains) return inside ? "inside" : "contains";
  return reaches(a, b, tolerance) && reaches(b, a, tolerance) ? "compatible" : "rival";
}

/**
 * How value `a` stands to value `b` of the same device, attribute and scope. Only an exclusive attribute has rivals;
 * prices in two currencies never are, because no exchange rate belongs to a claim.
 */
export function compareValues(a: Value, b: Value, attribute: Attribute): Comparison {
  if (valueKey(a, attribute) === valueKey(b, attribute)) return "same";
  const [x, y] = [normalizeValue(a, attribute), normalizeValue(b, attribute)];
  if ("currency" in x && "currency" in y && x.currency !== y.currency) return "compatible";
  const [p, q] = [intervalOf(x), intervalOf(y)];
  const found = p && q ? compareIntervals(p, q, attribute.tolerance ?? 0) : "rival";
  return found === "rival" && !attribute.exclusive ? "compatible" : found;
}
