import { expect, test } from "vitest";
import { urlKey } from "./documents";

test.each([
  ["http://www.gsmarena.com/xiaomi-12s/", "https://gsmarena.com/xiaomi-12s"],
  ["https://example.org/a?utm_source=x&b=2&a=1#top", "https://EXAMPLE.org/a?a=1&b=2"],
])("%s and %s are one page", (a, b) => {
  expect(urlKey(a)).toBe(urlKey(b));
});

test.each([
  ["https://example.org/a?id=1", "https://example.org/a?id=2"],
  ["https://example.org/A", "https://example.org/a"],
  ["https://de.example.org/a", "https://example.org/a"],
])("%s and %s are two pages", (a, b) => {
  expect(urlKey(a)).not.toBe(urlKey(b));
});
