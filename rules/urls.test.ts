import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalizeUrl, objectionToUrl, URL_MAX_LENGTH, urlKey } from "./urls";

describe("addresses of documents", () => {
  test.each([
    "javascript:alert(1)",
    "data:text/html,<script>",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://example.com/a",
    "//example.com/a",
    "example.com/a",
    "",
    "https://",
    "https:///example.com",
    "http://localhost/a",
    "http://printer.local/",
    "http://intranet/",
    "http://127.0.0.1/",
    "http://0x7f.1/",
    "http://2130706433/",
    "http://[::1]/",
    "https://user:secret@example.com/",
    "https://example.com@evil.example/",
    "https://exa mple.com/",
    "https://example.com/a\u202eb",
    "https://example.com/\u200b",
    "java\nscript:alert(1)",
    "https://exa\nmple.com/",
    `https://example.com/${"a".repeat(URL_MAX_LENGTH)}`,
  ])("refuses %j", (url) => {
    expect(objectionToUrl(url)).toBe("url-not-allowed");
    expect(normalizeUrl(url)).toBeNull();
  });

  test.each([
    "https://www.gsmarena.com/xiaomi_12s_ultra-11614.php",
    "http://example.co.uk/?p=1",
    "https://bücher.example/größe",
    "https://weibo.com/1234/Lx#comment",
    "https://example.com:8443/a",
    "HTTPS://EXAMPLE.COM/A",
  ])("allows %s", (url) => {
    expect(objectionToUrl(url)).toBeNull();
  });

  test.each([
    ["https://example.com/a", "http://www.example.com/a/"],
    ["https://example.com/a", "https://m.example.com/a?utm_source=x&fbclid=1#top"],
    ["https://example.com/a", "https://amp.example.com/a/amp/"],
    ["https://example.com/a?b=1&c=2", "https://example.com/a?c=2&b=1"],
    ["https://example.com/%7Ea", "https://example.com/~a"],
    ["https://example.com/%e4", "https://example.com/%E4"],
    ["https://bücher.example/", "https://xn--bcher-kva.example"],
    ["https://EXAMPLE.com:443/a", "https://example.com./a"],
    ["https://x.com/a/status/1", "https://mobile.twitter.com/a/status/1?s=20&t=abc"],
    ["https://de.wikipedia.org/wiki/Leica", "https://de.m.wikipedia.org/wiki/Leica?wprov=sfti1"],
    ["https://example.com/a", "https://touch.example.com/a?srsltid=1&gad_source=2"],
    ["https://example.com/a", "https://example.com/amp/a"],
    ["https://example.com/a.html", "https://example.com/a.amp.html"],
    ["https://example.com/a/b", "https://www.google.com/amp/s/www.example.com/a/b/amp/"],
    ["https://example.com/a/b", "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/a/b"],
    ["https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcQ?si=share"],
    ["https://example.com/gr\u00f6\u00dfe", "https://example.com/gro\u0308%C3%9Fe"],
    ["https://example.com/caf\u00e9?q=\u00e9", "https://example.com/cafe%CC%81?q=e%cc%81"],
    ["https://b\u00fccher.example/", "https://bu\u0308cher.example/"],
  ])("%s and %s are one page", (a, b) => {
    expect(urlKey(a)).toBe(urlKey(b));
  });

  test.each([
    ["https://example.com/a", "https://example.com/b"],
    ["https://example.com/a", "https://example.com/A"],
    ["https://example.com/?p=1", "https://example.com/?p=2"],
    ["https://example.com/a", "https://example.com:8443/a"],
    ["https://example.com/a", "https://de.example.com/a"],
    ["https://example.com/a%2Fb", "https://example.com/a/b"],
    ["https://m.com/a", "https://www.n.com/a"],
    ["https://example.com/ampere", "https://example.com/ere"],
    ["https://de.m.com/a", "https://de.com/a"],
    ["https://example.com/a?s=20", "https://example.com/a"],
    ["https://example.com/%E4", "https://example.com/%C3%A4"],
  ])("%s and %s are two pages", (a, b) => {
    expect(urlKey(a)).not.toBe(urlKey(b));
  });

  const path = fc.webPath();
  const host = fc.domain();
  test("spelling, tracking and fragment never change the key", () => {
    fc.assert(
      fc.property(host, path, fc.webFragments(), (name, where, fragment) => {
        const plain = urlKey(`https://${name}${where}`);
        expect(urlKey(`http://www.${name.toUpperCase()}${where}?utm_campaign=a&gclid=b#${fragment}`)).toBe(
          plain,
        );
      }),
    );
  });

  test("letters composed or not, escaped or not, in capitals or not, have one key", () => {
    const letters = fc
      .string({ unit: "grapheme", maxLength: 20 })
      .filter((text) => !/[/?#%\\\p{C}\p{Z}]/u.test(text));
    fc.assert(
      fc.property(host, letters, (name, text) => {
        const plain = urlKey(`https://${name}/x${text}x`);
        const escaped = encodeURIComponent(text.normalize("NFD"));
        expect(urlKey(`https://${name}/x${text.normalize("NFC")}x`)).toBe(plain);
        expect(urlKey(`https://${name}/x${escaped}x`)).toBe(
          urlKey(`https://${name}/x${escaped.replace(/%../g, (code) => code.toLowerCase())}x`),
        );
        if (/^[\p{L}\p{M}\p{N}]*$/u.test(text)) expect(urlKey(`https://${name}/x${escaped}x`)).toBe(plain);
      }),
    );
  });

  test("the key of a key is itself, and normalizing keeps the key", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(urlKey(`https://${urlKey(url)}`)).toBe(urlKey(url));
        const normal = normalizeUrl(url);
        if (normal) expect(urlKey(normal)).toBe(urlKey(url));
        if (normal) expect(normalizeUrl(normal)).toBe(normal);
      }),
    );
  });

  test("no text whatever makes it throw, and what is allowed is a plain web link", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        urlKey(text);
        const url = normalizeUrl(text);
        if (url) expect(new URL(url).protocol).toMatch(/^https?:$/);
      }),
    );
  });
});
