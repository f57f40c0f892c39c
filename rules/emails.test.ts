import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalizeEmail } from "./emails";

describe("an e-mail address", () => {
  test.each([
    ["Anna@Example.org", "anna@example.org"],
    [" a.b+tag@example.co.uk ", "a.b+tag@example.co.uk"],
    ["info@bücher.example", "info@xn--bcher-kva.example"],
    ["x@xn--bcher-kva.example", "x@xn--bcher-kva.example"],
  ])("%j is kept as %j", (input, kept) => {
    expect(normalizeEmail(input)).toBe(kept);
  });

  test.each([
    "",
    "anna",
    "@example.org",
    "anna@",
    "anna@localhost",
    "anna@@example.org",
    "anna@evil.example@example.org",
    '"anna@evil.example"@example.org',
    "anna@example.org,eve@evil.example",
    "anna@example.org\r\nBcc: eve@evil.example",
    "anna @example.org",
    "änna@example.org",
    ".anna@example.org",
    "an..na@example.org",
    "anna@exa_mple.org",
    "anna@-example.org",
    "anna@127.0.0.1",
    "anna@0x7f000001",
    "anna@[127.0.0.1]",
    "anna@example.org:25",
    "anna@example.org/path",
    "anna@example.org.",
    "anna@example%2eorg",
    "<anna@example.org>",
    `${"a".repeat(65)}@example.org`,
    `a@${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(63)}.${"e".repeat(63)}.org`,
  ])("%j is refused", (input) => {
    expect(normalizeEmail(input)).toBeNull();
  });

  test("that is accepted is short printable ASCII with one @, and stays as it is", () => {
    const candidate = fc.oneof(
      fc.emailAddress(),
      fc.string({ unit: "binary" }),
      fc.tuple(fc.string(), fc.string()).map(([name, domain]) => `${name}@${domain}.org`),
    );
    fc.assert(
      fc.property(candidate, (input) => {
        const email = normalizeEmail(input);
        if (email === null) return;
        expect(email).toMatch(/^[\x21-\x3f\x41-\x7e]+@[a-z0-9.-]+$/);
        expect(email.length).toBeLessThanOrEqual(254);
        expect(normalizeEmail(email)).toBe(email);
      }),
      { numRuns: 500 },
    );
  });
});
