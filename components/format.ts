import words from "@/messages/values.json";
import type { Locale } from "@/rules/locales";
import type { Attribute, DateValue, MoneyValue, NumberValue, Precision, Value } from "@/rules/vocabulary";

const NBSP = "\u00a0";
/** Days are written day first in both languages; the ranges and numbers are each language's own. */
const dateLocale = { en: "en-GB", de: "de-DE" } as const;
const wholeSymbols = { en: null, de: ["EUR", "USD", "GBP", "JPY"] } as const;

/** A claimed value as people of the language write it, with the unit held to its number. */
export function formatValue(value: Value, attribute: Pick<Attribute, "slug">, locale: Locale): string {
  if ("text" in value) return value.text;
  if ("bool" in value) return value.bool ? words[locale].yes : words[locale].no;
  if ("from" in value) return formatWindow(value, locale);
  if ("amount" in value) return formatMoney(value, attribute, locale);
  return formatNumber(value, locale);
}

/** A share of one in whole per cent; never 0 or 100, because no claim is that certain. */
export function formatPercent(probability: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(
    clampShare(probability),
  );
}

/** The ends of a range in whole per cent, without the sign: 38–70. */
export function formatPercentRange(low: number, high: number): string {
  return `${Math.round(clampShare(low) * 100)}–${Math.round(clampShare(high) * 100)}`;
}

/** A published day in the precision it is known in. */
export function formatDay(
  day: string,
  precision: Precision,
  locale: Locale,
  length: "long" | "short" = "long",
): string {
  const month = length === "long" ? "long" : "short";
  const parts: Record<Precision, Intl.DateTimeFormatOptions> = {
    day: { day: "numeric", month, year: "numeric" },
    month: { month, year: "numeric" },
    year: { year: "numeric" },
  };
  return dateFormat(locale, parts[precision]).format(dateOf(day));
}

/** A published day where its year stands above it. */
export function formatDayOfYear(day: string, precision: Precision, locale: Locale): string {
  if (precision === "year") return day.slice(0, 4);
  const ofMonth: Intl.DateTimeFormatOptions = precision === "day" ? { day: "numeric" } : {};
  return dateFormat(locale, { ...ofMonth, month: "short" }).format(dateOf(day));
}

/** The machine form of a day in its precision, for <time>. */
export function dayAttribute(day: string, precision: Precision): string {
  return day.slice(0, { day: 10, month: 7, year: 4 }[precision]);
}

/** A moment as its day in UTC, the day all rules count in. */
export function formatMoment(moment: Date | string, locale: Locale): string {
  return dateFormat(locale, { day: "numeric", month: "long", year: "numeric" }).format(new Date(moment));
}

/** A moment to the minute in UTC, where the hour matters. */
export function formatInstant(moment: string, locale: Locale): string {
  const options = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" } as const;
  return `${dateFormat(locale, options).format(new Date(moment))} UTC`;
}

export function formatCount(count: number, locale: Locale): string {
  return new Intl.NumberFormat(locale).format(count);
}

/** The name of a language by its code, or the code where it has none. */
export function formatLanguage(code: string, locale: Locale): string {
  return new Intl.DisplayNames(locale, { type: "language", fallback: "code" }).of(code) ?? code;
}

export function formatCountry(code: string, locale: Locale): string {
  return new Intl.DisplayNames(locale, { type: "region", fallback: "code" }).of(code) ?? code;
}

function clampShare(probability: number): number {
  return Math.min(0.99, Math.max(0.01, probability));
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(dateLocale[locale], { ...options, timeZone: "UTC" });
}

function formatWindow({ from, to }: DateValue, locale: Locale): string {
  if (from === to) return formatDay(from, "day", locale);
  const first = dateOf(from);
  const last = dateOf(to);
  const wholeMonths = first.getUTCDate() === 1 && new Date(last.getTime() + 86_400_000).getUTCDate() === 1;
  if (!wholeMonths)
    return dateFormat(locale, { day: "numeric", month: "long", year: "numeric" }).formatRange(first, last);
  return (
    namedWindow(first, last, locale) ??
    dateFormat(locale, { month: "long", year: "numeric" }).formatRange(first, last)
  );
}

/** A month, quarter, half or whole year by its name. */
function namedWindow(first: Date, last: Date, locale: Locale): string | null {
  const year = first.getUTCFullYear();
  if (last.getUTCFullYear() !== year) return null;
  const start = first.getUTCMonth();
  const length = last.getUTCMonth() - start + 1;
  if (length === 12) return String(year);
  const half = words[locale].half[start / 6];
  if (length === 6 && half) return half.replace("{year}", String(year));
  if (length === 3 && start % 3 === 0)
    return words[locale].quarter.replace("{n}", String(start / 3 + 1)).replace("{year}", String(year));
  return length === 1 ? dateFormat(locale, { month: "long", year: "numeric" }).format(first) : null;
}

function formatNumber(value: NumberValue, locale: Locale): string {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
  const span =
    value.to === undefined
      ? format.format(value.number)
      : `${format.format(value.number)}–${format.format(value.to)}`;
  return bounded(span + unitAfter(value, locale), value.bound, locale);
}

function unitAfter({ number, to, unit }: NumberValue, locale: Locale): string {
  if (!unit) return "";
  if (unit === "x" || unit === "×") return "×";
  if (unit === "%") return locale === "de" ? `${NBSP}%` : "%";
  const one = unit === "years" && number === 1 && to === undefined;
  const names: Record<string, string> = words[locale].units;
  return NBSP + (names[one ? "year" : unit] ?? unit);
}

function formatMoney(value: MoneyValue, attribute: Pick<Attribute, "slug">, locale: Locale): string {
  const change = attribute.slug === "price-change";
  if (change && value.amount === 0 && value.to === undefined) return changeWord(value, locale);
  const symbols: readonly string[] | null = wholeSymbols[locale];
  const whole = Number.isInteger(value.amount) && Number.isInteger(value.to ?? 0);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: value.currency,
    currencyDisplay: symbols && !symbols.includes(value.currency) ? "code" : "symbol",
    signDisplay: change ? "exceptZero" : "auto",
    ...(whole ? { maximumFractionDigits: 0 } : {}),
  });
  const span =
    value.to === undefined ? format.format(value.amount) : format.formatRange(value.amount, value.to);
  return bounded(span, value.bound, locale);
}

/** Zero means unchanged; zero with a bound says only the direction. */
function changeWord({ bound }: MoneyValue, locale: Locale): string {
  if (bound === "above" || bound === "at-least") return words[locale].higher;
  if (bound === "below" || bound === "at-most") return words[locale].lower;
  return words[locale].unchanged;
}

function bounded(span: string, bound: NumberValue["bound"], locale: Locale): string {
  return bound ? words[locale].bounds[bound].replace("{value}", span) : span;
}
