import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldHandle, isReservedHandle, normalizeHandle } from "./handles";

describe("a handle", () => {
  test.each([
    ["anna", "anna"],
    ["  Anna_B ", "anna_b"],
    ["0xc0ffee", "0xc0ffee"],
    ["a-b-c", "a-b-c"],
    ["x".repeat(30), "x".repeat(30)],
  ])("%j is kept as %j", (input, kept) => {
    expect(normalizeHandle(input)).toBe(kept);
  });

  test.each([
    "",
    "ab",
    "a--",
    "-anna",
    "x".repeat(31),
    "an na",
    "änna",
    "\u212Aelvin",
    "anna\u200b",
    "\u202eanna",
    "<b>anna",
  ])("%j is refused", (input) => {
    expect(normalizeHandle(input)).toBeNull();
  });

  test.each(["admin", "a-d-m-i-n", "adm1n", "m0derator", "he_arsay", "demo-member", "officia1"])(
    "%j is reserved",
    (handle) => {
      expect(isReservedHandle(handle)).toBe(true);
    },
  );

  test("that is accepted is accepted again unchanged, and fits what the database checks", () => {
    const candidate = fc.oneof(fc.string(), fc.stringMatching(/^[ A-Za-z0-9_-]{0,34}$/));
    fc.assert(
      fc.property(candidate, (input) => {
        const handle = normalizeHandle(input);
        if (handle === null) return;
        expect(handle).toMatch(/^[a-z0-9][a-z0-9_-]{2,29}$/);
        expect(normalizeHandle(handle)).toBe(handle);
        expect(foldHandle(handle)).toMatch(/^[a-z0-9]{3,30}$/);
      }),
    );
  });

  test("folds to the same whether folded once or twice, with or without separators and capitals", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (input) => {
        expect(foldHandle(foldHandle(input))).toBe(foldHandle(input));
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{3,10}$/), (word) => {
        expect(foldHandle([...word].join("-").toUpperCase())).toBe(foldHandle(word));
      }),
    );
  });
});
