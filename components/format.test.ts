import { describe, expect, it } from "vitest";
import type { Locale } from "@/rules/locales";
import type { Precision, Value } from "@/rules/vocabulary";
import { formatDay, formatPercent, formatPercentRange, formatValue } from "./format";

/** Unbreakable and thin spaces are right in print and noise in a table. */
const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, " ");
const written = (value: Value, locale: Locale, slug = "any") => plain(formatValue(value, { slug }, locale));

describe("a claimed value is written as the language writes it", () => {
  it.each<[Value, string, string]>([
    [{ number: 4860, unit: "mAh" }, "4,860 mAh", "4.860 mAh"],
    [{ number: 6.73, unit: "in" }, "6.73 in", "6,73 Zoll"],
    [{ number: 5, unit: "x" }, "5×", "5×"],
    [{ number: 5000, to: 5500, unit: "mAh" }, "5,000–5,500 mAh", "5.000–5.500 mAh"],
    [{ number: 1, unit: "years" }, "1 year", "1 Jahr"],
    [{ number: 16, unit: "GB", bound: "at-most" }, "at most 16 GB", "höchstens 16 GB"],
    [{ amount: 5999, currency: "CNY" }, "CN¥5,999", "5.999 CNY"],
    [{ amount: 1350, currency: "USD", bound: "about" }, "about $1,350", "etwa 1.350 $"],
    [{ bool: true }, "Yes", "Ja"],
    [{ bool: false }, "No", "Nein"],
    [{ text: "Leica" }, "Leica", "Leica"],
    [{ from: "2022-07-04", to: "2022-07-04" }, "4 July 2022", "4. Juli 2022"],
    [{ from: "2022-02-01", to: "2022-02-28" }, "February 2022", "Februar 2022"],
    [{ from: "2022-07-01", to: "2022-09-30" }, "Q3 2022", "3. Quartal 2022"],
    [{ from: "2027-07-01", to: "2027-12-31" }, "second half of 2027", "2. Halbjahr 2027"],
    [{ from: "2024-01-01", to: "2024-12-31" }, "2024", "2024"],
    [{ from: "2021-12-20", to: "2021-12-31" }, "20 – 31 December 2021", "20.–31. Dezember 2021"],
    [{ from: "2027-03-01", to: "2027-05-31" }, "March – May 2027", "März–Mai 2027"],
  ])("%j", (value, en, de) => {
    expect([written(value, "en"), written(value, "de")]).toEqual([en, de]);
  });

  it.each<[Value, string]>([
    [{ amount: 0, currency: "USD" }, "unchanged"],
    [{ amount: 0, currency: "USD", bound: "above" }, "higher"],
    [{ amount: 0, currency: "USD", bound: "below" }, "lower"],
    [{ amount: 100, currency: "USD" }, "+$100"],
  ])("a price change of %j says its direction", (value, en) => {
    expect(written(value, "en", "price-change")).toBe(en);
  });

  it("keeps number and unit on one line", () => {
    expect(formatValue({ number: 67, unit: "W" }, { slug: "any" }, "en")).toBe("67\u00a0W");
  });
});

it("shows no claim as certain or impossible", () => {
  expect([formatPercent(0.001, "en"), formatPercent(0.999, "en"), formatPercentRange(0, 1)]).toEqual([
    "1%",
    "99%",
    "1–99",
  ]);
});

it.each<[Precision, string]>([
  ["day", "9 May 2022"],
  ["month", "May 2022"],
  ["year", "2022"],
])("shows a day no more exactly than it is known: %s", (precision, text) => {
  expect(formatDay("2022-05-09", precision, "en")).toBe(text);
});
