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
