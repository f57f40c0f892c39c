import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareValues, normalizeValue, objectionToValue, valueKey } from "./values";
import type { Attribute, AttributeType, Value } from "./vocabulary";

function attribute(type: AttributeType, more: Partial<Attribute> = {}): Attribute {
  const unit = type === "number" ? "W" : null;
  return {
    slug: "x",
    name: { en: "x", de: "x" },
    group: "x",
    type,
    unit,
    exclusive: true,
    tolerance: null,
    ...more,
  };
}
const watts = attribute("number");
const battery = attribute("number", { unit: "mAh", tolerance: 10 });
const money = attribute("money", { tolerance: 1 });
const text = attribute("text");
const date = attribute("date", { tolerance: 0 });
const w = (number: number, more: object = {}): Value => ({ number, unit: "W", ...more });
const mAh = (number: number, more: object = {}): Value => ({ number, unit: "mAh", ...more });
const usd = (amount: number, more: object = {}): Value => ({ amount, currency: "USD", ...more });
const day = (from: string, to = from): Value => ({ from, to });

test.each<[string, Value, Value, Attribute]>([
  ["a unit of the same kind", { number: 0.067, unit: "kW" }, w(67), watts],
  ["a unit in words", { number: 67, unit: "watts" }, w(67), watts],
  ["a missing unit", { number: 67, unit: null }, w(67), watts],
  [
    "a terabyte of 1024 GB",
    { number: 1, unit: "TB" },
    { number: 1024, unit: "GB" },
    attribute("number", { unit: "GB" }),
  ],
  ["a range of one point", w(67, { to: 67 }), w(67), watts],
  ["case, space and punctuation", { text: " snapdragon 8+ gen-1" }, { text: "Snapdragon 8+ Gen 1." }, text],
  ["trademark signs", { text: "Snapdragon® 8" }, { text: "Snapdragon 8" }, text],
  ["a currency in lower case", { amount: 999, currency: "usd" }, usd(999), money],
])("%s makes no other value", (_, a, b, of) => {
  expect(valueKey(a, of)).toBe(valueKey(b, of));
  expect(compareValues(a, b, of)).toBe("same");
});

test.each<[string, string]>([
  ["Snapdragon 8 Gen 1", "Snapdragon 8+ Gen 1"],
  ["Xiaomi 12 Ultra", "Xiaomi 12S Ultra"],
  ["1/1.28 inch", "1/12.8 inch"],
  ["2 50 MP", "250 MP"],
  ["A20", "A20 Pro"],
])("the texts %s and %s are rivals", (a, b) => {
  expect(compareValues({ text: a }, { text: b }, text)).toBe("rival");
});

test.each<[string, Value, Value, Attribute, string]>([
  ["two points", w(120), w(67), watts, "rival"],
  ["within the tolerance", mAh(4860), mAh(4870), battery, "compatible"],
  ["beyond the tolerance", mAh(4860), mAh(4871), battery, "rival"],
  ["a point in a range", mAh(5100), mAh(5000, { to: 5500 }), battery, "inside"],
  ["overlapping ranges", mAh(5000, { to: 5500 }), mAh(5400, { to: 5800 }), battery, "compatible"],
  ["a point and about it", mAh(4860), mAh(5000, { bound: "about" }), battery, "inside"],
  ["a range over a bound", mAh(5500, { bound: "above" }), mAh(5600, { to: 6000 }), battery, "contains"],
  [
    "two lower bounds",
    mAh(5500, { bound: "at-least" }),
    mAh(6000, { bound: "at-least" }),
    battery,
    "contains",
  ],
  ["the number a bound excludes", usd(1000), usd(1000, { bound: "above" }), money, "rival"],
  ["dearer and unchanged", usd(0, { bound: "above" }), usd(0), money, "rival"],
  ["dearer and cheaper", usd(0, { bound: "above" }), usd(0, { bound: "below" }), money, "rival"],
  ["two currencies", usd(999), { amount: 1500, currency: "EUR" }, money, "compatible"],
  [
    "July in the third quarter",
    day("2022-07-01", "2022-07-31"),
    day("2022-07-01", "2022-09-30"),
    date,
    "inside",
  ],
  [
    "windows that overlap",
    day("2022-06-15", "2022-07-10"),
    day("2022-07-01", "2022-07-31"),
    date,
    "compatible",
  ],
  ["two days", day("2022-06-21"), day("2022-05-21"), date, "rival"],
  ["yes and no", { bool: true }, { bool: false }, attribute("boolean"), "rival"],
  [
    "two colors of a list",
    { text: "black" },
    { text: "blue" },
    attribute("text", { exclusive: false }),
    "compatible",
  ],
])("%s", (_, a, b, of, expected) => {
  expect(compareValues(a, b, of)).toBe(expected);
});

test.each<[string, unknown, Attribute]>([
  ["another type's shape", { text: "67" }, watts],
  ["a unit of another kind", { number: 67, unit: "mAh" }, watts],
  ["a range turned around", w(67, { to: 60 }), watts],
  ["a range with a bound", w(67, { to: 70, bound: "about" }), watts],
  ["an unknown bound", w(67, { bound: "nearly" }), watts],
  ["not a number", w(Number.NaN), watts],
  ["a key too many", { bool: true, text: "yes" }, attribute("boolean")],
  ["blank text", { text: "  " }, text],
  ["121 characters", { text: "x".repeat(121) }, text],
  ["a day that is none", day("2022-02-30"), date],
  ["a window turned around", day("2022-07-02", "2022-07-01"), date],
  ["a currency that is none", { amount: 1, currency: "$" }, money],
])("%s does not fit", (_, value, of) => {
  expect(objectionToValue(value as Value, of)).toBe("value-does-not-fit");
});

const amount = fc.integer({ min: -50, max: 50 });
const ending = fc.oneof(
  fc.constant({}),
  fc.constantFrom("about", "at-least", "at-most", "above", "below").map((bound) => ({ bound })),
  fc.integer({ min: 0, max: 9 }).map((length) => ({ length })),
);
const numbers = fc
  .tuple(amount, ending)
  .map(([number, end]) => ("length" in end ? w(number, { to: number + end.length }) : w(number, end)));
const dates = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 8 }))
  .map(([from, length]) =>
    day(`2026-01-${String(from).padStart(2, "0")}`, `2026-01-${String(from + length).padStart(2, "0")}`),
  );
const texts = fc
  .string({ unit: fc.constantFrom("a", "B", " ", "1", ".", "+", "-", "ü"), minLength: 1, maxLength: 6 })
  .filter((text) => text.trim() !== "")
  .map((text): Value => ({ text }));
const samples: [string, fc.Arbitrary<Value>, Attribute][] = [
  ["numbers", numbers, attribute("number", { tolerance: 3 })],
  ["dates", dates, date],
  ["texts", texts, text],
];

describe.each(samples)("of any two %s", (_, values, of) => {
  test("the comparison read backwards is its mirror", () => {
    const mirror = {
      same: "same",
      inside: "contains",
      contains: "inside",
      compatible: "compatible",
      rival: "rival",
    };
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(compareValues(b, a, of)).toBe(mirror[compareValues(a, b, of)]);
      }),
    );
  });

  test("the keys are equal if and only if the values are the same", () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(valueKey(a, of) === valueKey(b, of)).toBe(compareValues(a, b, of) === "same");
      }),
    );
  });

  test("normalising twice changes nothing more, and keeps the key", () => {
    fc.assert(
      fc.property(values, (value) => {
        const once = normalizeValue(value, of);
        expect(normalizeValue(once, of)).toEqual(once);
        expect(valueKey(once, of)).toBe(valueKey(value, of));
        expect(objectionToValue(once, of)).toBeNull();
      }),
    );
  });

  test("what lies inside a value lies inside all that contains it", () => {
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        if (compareValues(a, b, of) !== "inside" || compareValues(b, c, of) !== "inside") return;
        expect(compareValues(a, c, of)).toBe("inside");
      }),
    );
  });
});
