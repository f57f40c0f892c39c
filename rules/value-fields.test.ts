import { describe, expect, it } from "vitest";
import { parseAmount, valueOfFields } from "./value-fields";
import type { Attribute } from "./vocabulary";

const attribute = (type: Attribute["type"], unit: string | null = null): Attribute => ({
  slug: "any",
  name: { en: "Any", de: "Irgendeins" },
  group: "any",
  type,
  unit,
  exclusive: true,
  tolerance: null,
});

describe("a number as typed", () => {
  it.each([
    ["67", "en", 67, null],
    ["67 W", "en", 67, "W"],
    ["67W", "de", 67, "W"],
    ["4,860 mAh", "en", 4860, "mAh"],
    ["4.860 mAh", "de", 4860, "mAh"],
    ["6.73", "en", 6.73, null],
    ["6,73", "de", 6.73, null],
    ["6.73", "de", 6.73, null],
    ["0,067 kW", "en", 0.067, "kW"],
    ["1 199", "de", 1199, null],
    ["1,199.50", "en", 1199.5, null],
    ["1.199,50", "de", 1199.5, null],
    ["-10", "en", -10, null],
  ] as const)("reads %j in %s", (text, locale, amount, unit) =>
    expect(parseAmount(text, locale)).toEqual({ amount, unit }),
  );

  it.each(["", "much", "W 67", "1.2.3", "1,2,3x"])("does not guess at %j", (text) =>
    expect(parseAmount(text, "en")).toBeNull(),
  );
});

describe("the fields of a value", () => {
  it("say nothing before they are complete", () => {
    expect(valueOfFields({ valueAmount: "999" }, attribute("money"), "en")).toBeNull();
    expect(valueOfFields({ valueText: "  " }, attribute("text"), "en")).toBeNull();
    expect(valueOfFields({}, attribute("boolean"), "en")).toBeNull();
  });

  it("make one day of a date without an end", () => {
    const day = { from: "2022-07-04", to: "2022-07-04" };
    expect(valueOfFields({ valueFrom: "2022-07-04", valueTo: "" }, attribute("date"), "en")).toEqual(day);
  });

  it("take the attribute's unit where none is written", () => {
    const watts = attribute("number", "W");
    expect(valueOfFields({ valueNumber: "67" }, watts, "en")).toEqual({ number: 67, unit: "W" });
    const range = { valueNumber: "0.05", valueTo: "0.067 kW", valueBound: "" };
    expect(valueOfFields(range, watts, "en")).toEqual({ number: 0.05, unit: "kW", to: 0.067 });
  });
});
