import { describe, expect, test } from "vitest";
import { type ComparedClaim, isNearValue, similarClaims } from "./similar-claims";
import type { Attribute, Value } from "./vocabulary";

function attribute(slug: string, type: Attribute["type"]): Attribute {
  return {
    slug,
    name: { en: slug, de: slug },
    group: "x",
    type,
    unit: null,
    exclusive: true,
    tolerance: null,
  };
}
const weight = attribute("weight", "number");
const charging = attribute("wired-charging", "number");

function claim(more: Partial<ComparedClaim>): ComparedClaim {
  return {
    attribute: weight,
    scope: null,
    value: { number: 225, unit: "g" },
    statement: "It weighs 225 g.",
    ...more,
  };
}

describe("values that are one in other words", () => {
  test.each<[Value, Value, boolean]>([
    [{ number: 4860, unit: null }, { number: 4900, unit: null }, true],
    [{ number: 4860, unit: null }, { number: 4860, unit: null, bound: "about" }, true],
    [{ number: 67, unit: null }, { number: 120, unit: null }, false],
    [{ number: 4860, unit: null }, { number: 4680, unit: null }, false],
    [{ number: 6.73, unit: null }, { number: 6.8, unit: null }, false],
    [{ amount: 5999, currency: "CNY" }, { amount: 6000, currency: "CNY" }, true],
    [{ amount: 999, currency: "USD" }, { amount: 999, currency: "EUR" }, false],
    [{ text: "Snapdragon 8+ Gen 1" }, { text: "Qualcomm Snapdragon 8+ Gen 1" }, true],
    [{ text: "Snapdragon 8+ Gen 1" }, { text: "Snapdragon 8 Gen 1" }, false],
    [{ text: "Leica" }, { text: "Leika" }, false],
    [{ text: "mattes Schwarz" }, { text: "matte black" }, true],
    [{ text: "leather-like" }, { text: "ceramic" }, false],
    [{ from: "2022-07-01", to: "2022-07-31" }, { from: "2022-07-01", to: "2022-07-30" }, true],
    [{ from: "2022-07-01", to: "2022-07-31" }, { from: "2022-07-04", to: "2022-07-04" }, false],
    [{ bool: true }, { bool: false }, false],
  ])("%j and %j: %s", (a, b, near) => {
    expect(isNearValue(a, b)).toBe(near);
    expect(isNearValue(b, a)).toBe(near);
  });
});

describe("claims on file that a new one repeats", () => {
  test.each<[string, Partial<ComparedClaim>, boolean]>([
    ["the same value", {}, true],
    ["the same value, its scope left out", { scope: "China" }, true],
    ["another value", { value: { number: 234, unit: "g" }, statement: "It weighs 234 g." }, false],
    [
      "the same sentence under another attribute",
      { attribute: attribute("dimensions", "text"), value: { text: "225 g" } },
      true,
    ],
    [
      "another sentence under another attribute",
      { attribute: charging, statement: "It charges at 225 W." },
      false,
    ],
  ])("%s", (_, onFile, similar) => {
    expect(similarClaims(claim({}), [claim(onFile)])).toHaveLength(similar ? 1 : 0);
  });

  test("a sentence in the other language, word by word", () => {
    const german = claim({ attribute: charging, statement: "Xiaomi 12S Ultra wiegt 225 g" });
    expect(similarClaims(claim({ statement: "Xiaomi 12S Ultra weighs 225 g" }), [german])).toEqual([german]);
  });

  test("come likest first, and no more than a reader compares", () => {
    const same = claim({});
    const others = Array.from({ length: 9 }, () => claim({ scope: "China" }));
    const offered = similarClaims(claim({}), [...others, same]);
    expect(offered[0]).toBe(same);
    expect(offered).toHaveLength(5);
  });
});
