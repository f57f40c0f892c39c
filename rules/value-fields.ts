import type { Locale } from "./locales";
import { type Attribute, type Bound, bounds, type Value } from "./vocabulary";

/** The fields of a form that together are a value, under the names they have in it. */
export type ValueFields = Partial<
  Record<
    | "valueText"
    | "valueNumber"
    | "valueAmount"
    | "valueCurrency"
    | "valueFrom"
    | "valueTo"
    | "valueBound"
    | "valueBool",
    string
  >
>;

/** The value as typed, for its attribute's type; null as long as it is not complete. Whether it fits is for rules/values. */
export function valueOfFields(fields: ValueFields, attribute: Attribute, locale: Locale): Value | null {
  switch (attribute.type) {
    case "text":
      return fields.valueText?.trim() ? { text: fields.valueText.trim() } : null;
    case "boolean":
      return fields.valueBool === "true" || fields.valueBool === "false"
        ? { bool: fields.valueBool === "true" }
        : null;
    case "date":
      return fields.valueFrom ? { from: fields.valueFrom, to: fields.valueTo || fields.valueFrom } : null;
    case "number": {
      const typed = parseAmount(fields.valueNumber, locale);
      if (!typed) return null;
      const unit = typed.unit ?? parseAmount(fields.valueTo, locale)?.unit ?? attribute.unit;
      return { number: typed.amount, unit, ...ending(fields, locale) };
    }
    case "money": {
      const typed = parseAmount(fields.valueAmount, locale);
      const currency = fields.valueCurrency?.trim().toUpperCase();
      return typed && currency ? { amount: typed.amount, currency, ...ending(fields, locale) } : null;
    }
  }
}

function ending(fields: ValueFields, locale: Locale): { to?: number; bound?: Bound } {
  const to = parseAmount(fields.valueTo, locale);
  const bound = bounds.find((word) => word === fields.valueBound);
  return { ...(to ? { to: to.amount } : {}), ...(bound ? { bound } : {}) };
}

/**
 * A number as written, with the unit after it if there is one: "4,860 mAh", "0,067 kW". A comma or point before exactly three
 * digits groups thousands where the language does so; anywhere else it is the decimal sign.
 */
export function parseAmount(
  text: string | undefined,
  locale: Locale,
): { amount: number; unit: string | null } | null {
  const parts = /^([+-]?\d[\d.,\s\u00a0\u202f'’]*)(.*)$/u.exec((text ?? "").trim());
  if (!parts) return null;
  const digits = (parts[1] ?? "").replace(/[\s\u00a0\u202f'’]/gu, "");
  const amount = Number(toPlain(digits, locale));
  return Number.isFinite(amount) ? { amount, unit: parts[2]?.trim() || null } : null;
}

function toPlain(digits: string, locale: Locale): string {
  const [group, decimal] = locale === "de" ? [".", ","] : [",", "."];
  const grouped = new RegExp(`^[+-]?[1-9]\\d{0,2}(\\${group}\\d{3})+(\\${decimal}\\d*)?$`);
  if (grouped.test(digits)) return digits.replaceAll(group, "").replace(decimal, ".");
  return digits.replace(",", ".");
}
