import { array, assert, constantFrom, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { type SuggestedClaim, suggestRulings } from "./suggestions";
import type { Attribute, Value } from "./vocabulary";

const device = { name: "Xiaomi 12S Ultra", names: ["Xiaomi 12 Ultra", "12S Ultra"], brand: "xiaomi" };
const german = `Xiaomi 12S Ultra mit Leica-Kamera
Xiaomi stellt das 12S Ultra am 4. Juli vor. Per Kabel lädt es mit 67 W, kabellos mit 50 W. Der Akku fasst 4.860 mAh.`;
const english = `Xiaomi 12S Ultra with a Leica camera
Xiaomi presents the 12S Ultra on July 4. It charges at 67 W by cable and at 50 W wirelessly. The battery holds 4,860 mAh.`;

function attribute(slug: string, type: Attribute["type"], unit: string | null): Attribute {
  return { slug, name: { en: slug, de: slug }, group: "power", type, unit, exclusive: true, tolerance: null };
}

function claim(id: string, of: Attribute, value: Value): SuggestedClaim {
  return { id, device, attribute: of, scope: null, value, statement: id, language: "en" };
}

const watts = attribute("wired-charging", "number", "W");
const claims = [
  claim("67 W", watts, { number: 67, unit: "W" }),
  claim("120 W", watts, { number: 120, unit: "W" }),
  claim("4 July", attribute("announcement-date", "date", null), { from: "2022-07-04", to: "2022-07-04" }),
  claim("4860 mAh", attribute("battery-capacity", "number", "mAh"), { number: 4860, unit: "mAh" }),
  claim("6.7 in", attribute("display-size", "number", "in"), { number: 6.7, unit: "in" }),
];

describe("what a text decides", () => {
  test.each([
    ["de", german],
    ["en", english],
  ] as const)(
    "is suggested for each claim in order, with the sentence it stands in (%s)",
    (language, text) => {
      const suggestions = suggestRulings({ text, language, published: "2022-07-04", claims });
      expect(suggestions.map(({ claimId, outcome, because }) => [claimId, outcome, because])).toEqual([
        ["67 W", "confirmed", "value"],
        ["120 W", "refuted", "rival"],
        ["4 July", "confirmed", "value"],
        ["4860 mAh", "confirmed", "value"],
        ["6.7 in", null, "silent"],
      ]);
      const { passage, found } = suggestions[0] ?? {};
      expect(text.slice(found?.start, found?.end)).toBe("67 W");
      expect(text.slice(passage?.start, passage?.end)).toMatch(/^(Per Kabel|It charges).*\.$/);
    },
  );
});

const pro = { name: "Xiaomi 12S Pro", names: ["12S Pro"], brand: "Xiaomi" };
const proWatts: SuggestedClaim = { ...claim("Pro 120 W", watts, { number: 120, unit: "W" }), device: pro };

function outcomes(text: string, asked: SuggestedClaim[], language: "de" | "en" = "de"): (string | null)[] {
  return suggestRulings({ text, language, published: "2022-07-04", claims: asked }).map(
    ({ outcome }) => outcome,
  );
}

describe("a value", () => {
  const both = [claims[0], proWatts].filter((one) => one !== undefined);

  test.each([
    ["Das 12S Ultra lädt per Kabel mit 67 W, das 12S Pro mit 120 W.", ["confirmed", "confirmed"]],
    [
      "Xiaomi 12S Ultra\nLaden: 67 W per Kabel\nXiaomi 12S Pro\nLaden: 120 W per Kabel",
      ["confirmed", "confirmed"],
    ],
    ["Das 12S Ultra lädt schneller als das 12S Pro, nämlich per Kabel mit 67 W.", ["confirmed", null]],
    ["Das 12S Ultra ist da. Das 12S lädt per Kabel mit 67 W.", [null, null]],
    ["Die 12S-Serie lädt per Kabel mit 67 W.", [null, null]],
    ["Xiaomi zeigt 12S Ultra und 12S Pro. Geladen wird per Kabel mit 67 W.", [null, null]],
  ])("is of the device that the text is about: %s", (text, expected) => {
    expect(outcomes(text, both)).toEqual(expected);
  });

  test.each([
    ["Das 12S Ultra lädt kabellos mit 67 W.", null],
    ["Das 12S Ultra lädt andere Geräte mit 67 W.", null],
    ["Die Lautsprecher des 12S Ultra leisten 67 W.", null],
    ["Das 12S Ultra lädt nicht mit 67 W.", null],
    ["Statt mit bisher 67 W lädt das 12S Ultra nun mit 90 W per Kabel.", "refuted"],
    ["Das 12S Ultra lädt per Kabel mit 67 W. Per Kabel lädt das 12S Ultra mit 90 W.", null],
  ])("is of the attribute that its words name: %s", (text, expected) => {
    expect(outcomes(text, claims.slice(0, 1))).toEqual([expected]);
  });

  test("that is only rounded in the claim is left to a person", () => {
    const rounded = claim("4900", attribute("battery-capacity", "number", "mAh"), {
      number: 4900,
      unit: "mAh",
    });
    const [suggestion] = suggestRulings({
      text: german,
      language: "de",
      published: "2022-07-04",
      claims: [rounded],
    });
    expect(suggestion).toMatchObject({ outcome: null, because: "near" });
  });

  test("decides a claim with a scope only where the text names the scope", () => {
    const price = attribute("price", "money", null);
    const scoped = {
      ...claim("5999", price, { amount: 5999, currency: "CNY" }),
      scope: "8 GB / 256 GB, China",
    };
    expect(outcomes("Das 12S Ultra kostet in China 5.999 Yuan.", [scoped])).toEqual([null]);
    expect(outcomes("Das 12S Ultra kostet in China mit 8 GB + 256 GB 5.999 Yuan.", [scoped])).toEqual([
      "confirmed",
    ]);
    expect(
      outcomes("Das 12S Ultra kostet mit 8/256 GB 5.999 Yuan und mit 12/512 GB 6.999 Yuan.", [scoped]),
    ).toEqual(["confirmed"]);
  });
});

describe("text and yes or no", () => {
  const chip = attribute("chip", "text", null);
  const plus = claim("8+ Gen 1", chip, { text: "Snapdragon 8+ Gen 1" });
  const plain = claim("8 Gen 1", chip, { text: "Snapdragon 8 Gen 1" });
  const jack = claim("jack", attribute("headphone-jack", "boolean", null), { bool: true });

  test.each(["Snapdragon 8+ Gen 1", "Snapdragon 8 Plus Gen 1", "snapdragon 8+ gen1"])(
    "%s is one chip and no other",
    (written) => {
      const [own, other] = suggestRulings({
        text: `Im Xiaomi 12S Ultra arbeitet der ${written}.`,
        language: "de",
        published: "2022-07-04",
        claims: [plus, plain],
      });
      expect(own).toMatchObject({ outcome: "confirmed", because: "value" });
      expect(other).toMatchObject({ outcome: "refuted", because: "rival", rivalOf: "8+ Gen 1" });
    },
  );

  test.each([
    ["Das 12S Ultra hat einen Klinkenanschluss.", "confirmed"],
    ["Das 12S Ultra hat keinen Klinkenanschluss.", "refuted"],
    ["The 12S Ultra comes without a headphone jack.", "refuted"],
    ["Das 12S Ultra ist wasserdicht.", null],
  ])("%s", (text, expected) => {
    expect(outcomes(text, [jack])).toEqual([expected]);
  });
});

const pieces = constantFrom(
  "Das 12S Ultra ",
  "Xiaomi 12S Pro ",
  "lädt ",
  "per Kabel ",
  "67 W",
  "120 W",
  ", ",
  ". ",
  "\n",
  "kabellos ",
  "4.860 mAh ",
  "4. Juli ",
  "vorgestellt ",
  "5.999 Yuan ",
  "iPhone 13 ",
  "nicht ",
  "Leica ",
);

describe("whatever the text", () => {
  test("a passage lies in it and holds what was found, and every claim gets one answer", () => {
    assert(
      property(
        array(pieces, { maxLength: 40 }),
        string({ unit: "binary", maxLength: 40 }),
        (words, noise) => {
          const text = words.join("") + noise + words.join("");
          const suggestions = suggestRulings({
            text,
            language: "de",
            published: "2022-07-04",
            claims: [...claims, proWatts],
          });
          expect(suggestions).toHaveLength(claims.length + 1);
          for (const { outcome, passage, found } of suggestions) {
            if (outcome !== null) expect(passage && found).toBeTruthy();
            if (!passage || !found) continue;
            expect(passage.start).toBeGreaterThanOrEqual(0);
            expect(passage.start).toBeLessThanOrEqual(found.start);
            expect(found.end).toBeGreaterThan(found.start);
            expect(found.end).toBeLessThanOrEqual(passage.end);
            expect(passage.end).toBeLessThanOrEqual(text.length);
          }
        },
      ),
    );
  });

  test("nothing is suggested for a device that it does not name", () => {
    assert(
      property(array(pieces, { maxLength: 40 }), (words) => {
        const text = words.filter((word) => !word.includes("12S Pro")).join("");
        expect(outcomes(text, [proWatts])).toEqual([null]);
      }),
    );
  });

  test.each([
    "1.",
    "67 W ",
    "4. Juli 2022 ",
    "Xiaomi 12S Ultra und ",
    "5.999 Yuan, ",
    "8 GB + 256 GB ",
    ". A",
    '"',
  ])("a thousand claims on the longest text of %j are answered in well under a second of work", (piece) => {
    const text = piece.repeat(50_000 / piece.length);
    const many = Array.from({ length: 200 }, () => claims).flat();
    const before = process.cpuUsage();
    suggestRulings({ text, language: "de", published: "2022-07-04", claims: many });
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1500);
  });
});
