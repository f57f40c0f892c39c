import fc from "fast-check";
import { expect, test } from "vitest";
import { freeSlug, slugOf } from "./slugs";

test.each([
  ["Xiaomi 12S Ultra", "xiaomi-12s-ultra"],
  ["Galaxy S24+", "galaxy-s24-plus"],
  ["Größe & Co.", "grosse-co"],
  ["Café Türk", "cafe-turk"],
  ["小米", "device"],
  ["--- ", "device"],
])("%s has the slug %s", (name, slug) => {
  expect(slugOf(name, "device")).toBe(slug);
});

test("whatever the name, the slug is one the tables take, and the free one is free", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.array(fc.nat(9)), (name, counts) => {
      const slug = slugOf(name, "x");
      const taken = new Set([slug, ...counts.map((count) => `${slug}-${count}`)]);
      const free = freeSlug(slug, taken);
      expect(free).toMatch(/^[a-z0-9][a-z0-9-]{0,79}$/);
      expect(taken.has(free)).toBe(false);
    }),
  );
});
