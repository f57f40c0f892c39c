import { assert, constantFrom, date, integer, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { readDocument } from "./document-reading";
import type { Value } from "./vocabulary";

function read(text: string, language: "de" | "en"): Record<string, Value> {
  const { values } = readDocument({ text, language, published: "2022-07-04" });
  return Object.fromEntries(values.map(({ start, end, value }) => [text.slice(start, end), value]));
}

describe("values in a text", () => {
  test.each([
    ["en", "67 W", { number: 67, unit: "W" }],
    ["de", "67 Watt", { number: 67, unit: "W" }],
    ["de", "67-W", { number: 67, unit: "W" }],
    ["de", "0,067 kW", { number: 0.067, unit: "kW" }],
    ["en", "4860 mAh", { number: 4860, unit: "mAh" }],
    ["de", "4.860 mAh", { number: 4860, unit: "mAh" }],
    ["en", "4,860mAh", { number: 4860, unit: "mAh" }],
    ["de", "4,860 mAh", { number: 4860, unit: "mAh" }],
    ["de", "6,73 Zoll", { number: 6.73, unit: "in" }],
    ["en", "6.73-inch", { number: 6.73, unit: "in" }],
    ["en", '6.73"', { number: 6.73, unit: "in" }],
    ["de", "1-Zoll", { number: 1, unit: "in" }],
    ["en", "120 Hz", { number: 120, unit: "Hz" }],
    ["de", "50 Megapixeln", { number: 50, unit: "MP" }],
    ["en", "50MP", { number: 50, unit: "MP" }],
    ["en", "12 GB", { number: 12, unit: "GB" }],
    ["de", "225 Gramm", { number: 225, unit: "g" }],
    ["de", "5-fach", { number: 5, unit: "x" }],
    ["en", "three years", { number: 3, unit: "years" }],
    ["de", "fünf Jahre", { number: 5, unit: "years" }],
    ["de", "Triple-Kamera", { number: 3, unit: null }],
    ["de", "5.999 CNY", { amount: 5999, currency: "CNY" }],
    ["en", "CNY 5,999", { amount: 5999, currency: "CNY" }],
    ["en", "5999 Yuan", { amount: 5999, currency: "CNY" }],
    ["en", "RMB 5,999", { amount: 5999, currency: "CNY" }],
    ["de", "¥5.999", { amount: 5999, currency: "CNY" }],
    ["en", "€999", { amount: 999, currency: "EUR" }],
    ["de", "1.499 Euro", { amount: 1499, currency: "EUR" }],
    ["en", "$1,099", { amount: 1099, currency: "USD" }],
    ["en", "$1,199.99", { amount: 1199.99, currency: "USD" }],
    ["de", "1.599 US-Dollar", { amount: 1599, currency: "USD" }],
    ["de", "4. Juli", { from: "2022-07-04", to: "2022-07-04" }],
    ["de", "4. Juli 2021", { from: "2021-07-04", to: "2021-07-04" }],
    ["en", "July 4", { from: "2022-07-04", to: "2022-07-04" }],
    ["en", "July 4, 2021", { from: "2021-07-04", to: "2021-07-04" }],
    ["en", "4 July 2022", { from: "2022-07-04", to: "2022-07-04" }],
    ["de", "4.7.2022", { from: "2022-07-04", to: "2022-07-04" }],
    ["de", "04.07.2022", { from: "2022-07-04", to: "2022-07-04" }],
    ["en", "2022-07-04", { from: "2022-07-04", to: "2022-07-04" }],
    ["de", "Juli 2022", { from: "2022-07-01", to: "2022-07-31" }],
    ["de", "heute", { from: "2022-07-04", to: "2022-07-04" }],
  ] as const)("%s: %s", (language, written, value) => {
    expect(read(`Vorher ${written} danach.`, language)).toEqual({ [written]: value });
  });

  test.each(["5G", "f/1.9", "1/1.28", "Wi-Fi 6E", "12S", "Snapdragon 8", "im Jahr 2022", "31. Februar"])(
    "are not read into %s",
    (text) => {
      expect(read(`The ${text} here`, "en")).toEqual({});
    },
  );

  test("without a year are the nearest day of that name", () => {
    const { values } = readDocument({ text: "On January 5.", language: "en", published: "2022-12-20" });
    expect(values[0]?.value).toEqual({ from: "2023-01-05", to: "2023-01-05" });
  });

  test("read back from how either language formats them", () => {
    assert(
      property(
        constantFrom("de" as const, "en" as const),
        integer({ min: 1, max: 99_999 }),
        constantFrom("W", "mAh", "Hz", "g"),
        (language, number, unit) => {
          const text = `x ${number.toLocaleString(language)} ${unit} y`;
          expect(Object.values(read(text, language))).toEqual([{ number, unit }]);
        },
      ),
    );
  });

  test("read dates back from how either language formats them", () => {
    const range = { min: new Date("2001-01-01"), max: new Date("2098-12-31"), noInvalidDate: true };
    assert(
      property(constantFrom("de" as const, "en" as const), date(range), (language, day) => {
        const long = day.toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
        const iso = day.toISOString().slice(0, 10);
        expect(Object.values(read(`x ${long} y`, language))).toEqual([{ from: iso, to: iso }]);
      }),
    );
  });

  test("and sentences lie within the text, in order, whatever it is", () => {
    assert(
      property(string({ unit: "binary", maxLength: 400 }), (text) => {
        const { sentences, values } = readDocument({ text, language: "de", published: "2022-07-04" });
        for (const spans of [sentences, values])
          for (const [index, { start, end }] of spans.entries()) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
            expect(start).toBeGreaterThanOrEqual(spans[index - 1]?.start ?? 0);
          }
      }),
    );
  });
});

describe("sentences", () => {
  test.each([
    ["Am 4. Juli wird es gezeigt. Es kostet 5.999 Yuan.", 2],
    ["Es lädt mit ca. 67 W. Der Akku fasst 4.860 mAh.", 2],
    ["Sony kündigt die 3. Generation an.", 1],
    ["Price: $1,099\nBattery: 5,000 mAh", 2],
    ["It charges at 67 W! Who needs more? Nobody.", 3],
  ])("%s", (text, count) => {
    expect(readDocument({ text, language: "de", published: "2022-07-04" }).sentences).toHaveLength(count);
  });
});
