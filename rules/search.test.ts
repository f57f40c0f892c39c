import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closestSpellings, foldText, likeness, parseSearch, SEARCH_LENGTH, SEARCH_WORDS } from "./search";

describe("a search", () => {
  test.each([
    ["Xiaomi 12S-Ultra", "xiaomi 12s ultra"],
    ["  GALAXY  Z Fold8 ", "galaxy z fold8"],
    ["Größe", "grosse"],
    ["Snapdragon 8+ Gen 1", "snapdragon 8+ gen 1"],
    ["１２ Ｕｌｔｒａ", "12 ultra"],
    ["12\u200BUltra\u202E", "12 ultra"],
  ])("reads %j as %j", (raw, folded) => {
    expect(parseSearch(raw)?.folded).toBe(folded);
  });

  test("reads a unit joined to its number as claims write it", () => {
    expect(parseSearch("12S 120W")?.words).toEqual(["12s", "120", "w"]);
  });

  test.each(["", "   ", "\u200B", "---", "%_\\", "\0"])("%j looks for nothing", (raw) => {
    expect(parseSearch(raw)).toBeNull();
  });

  test("is bounded, whatever comes, and says when it was cut", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 1500, unit: "binary" }), (raw) => {
        const query = parseSearch(raw);
        if (!query) return;
        expect(Array.from(query.shown).length).toBeLessThanOrEqual(SEARCH_LENGTH);
        expect(query.words.length).toBeLessThanOrEqual(SEARCH_WORDS);
        expect(query.words.every((word) => word !== "" && !/[\s%_\\]/.test(word))).toBe(true);
      }),
      { numRuns: 30 },
    );
    expect(parseSearch("word ".repeat(500))?.shortened).toBe(true);
    expect(parseSearch("12 Ultra")?.shortened).toBe(false);
  });

  test("folding twice changes nothing more", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });

  test("finds what was misspelled, and nothing for what is like nothing", () => {
    const names = [{ name: "Xiaomi 12S Ultra" }, { name: "Galaxy Z Fold8" }, { name: "Pixel 11" }];
    expect(closestSpellings("xaomi 12 ultr", names, 3)[0]?.name).toBe("Xiaomi 12S Ultra");
    expect(closestSpellings("galxy fold 8", names, 3)[0]?.name).toBe("Galaxy Z Fold8");
    expect(closestSpellings("toaster", names, 3)).toEqual([]);
  });

  test("likeness is the same both ways and 1 for equal spellings", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(likeness(a, b)).toBeCloseTo(likeness(b, a));
        expect(likeness(a, a)).toBe(1);
      }),
    );
  });
});
