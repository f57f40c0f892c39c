import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LIKE_TITLES, pairsByKey, siteOf, titleLikeness } from "./near-duplicates";

describe("near duplicates", () => {
  test.each([
    ["Xiaomi 12S Ultra leaks in full", "Xiaomi 12S Ultra: leaks in full!", true],
    ["Xiaomi 12S Ultra leaks in full", "Xiaomi 12S Ultra leaks in full (update)", true],
    ["Xiaomi 12S Ultra leaks in full", "Galaxy S23 battery seen at the regulator", false],
  ])("%s / %s", (a, b, alike) => {
    expect(titleLikeness(a, b) >= LIKE_TITLES).toBe(alike);
  });

  test("likeness is the same both ways, between nought and one, and one for equal titles", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const likeness = titleLikeness(a, b);
        expect(likeness).toBe(titleLikeness(b, a));
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1);
        expect(titleLikeness(a, a)).toBe(1);
      }),
    );
  });

  test("a site is the same on its mobile and its www host", () => {
    expect(siteOf("https://www.outlet.example/a")).toBe("outlet.example");
    expect(siteOf("https://m.outlet.example/")).toBe("outlet.example");
    expect(siteOf("no address")).toBeNull();
    expect(siteOf(null)).toBeNull();
  });

  test("each thing is paired once, with the oldest that shares a key, and never with itself", () => {
    const things = [
      { id: "3", keys: ["x"] },
      { id: "1", keys: ["x", "x"] },
      { id: "2", keys: ["x", "y"] },
      { id: "4", keys: ["z"] },
    ];
    expect(pairsByKey(things)).toEqual([
      { subjectId: "2", otherId: "1" },
      { subjectId: "3", otherId: "1" },
    ]);
  });
});
