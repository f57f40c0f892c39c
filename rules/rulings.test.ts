import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draftsOfFields, findPassage, objectionToPassage, rulingsOfFields } from "./rulings";

const text = "Der Akku fasst\n4860 mAh.  Per Kabel lädt es mit 67 W (kabellos: 50 W).";

describe("a passage cited from a stored text", () => {
  test.each<[string | null, string | null]>([
    ["Der Akku fasst 4860 mAh.", null],
    ["fasst\r\n\t4860  mAh", null],
    ["lädt es mit 67 W (kabellos: 50 W).", null],
    ["Der Akku fasst 4.860 mAh.", "passage-not-in-text"],
    ["der akku", "passage-not-in-text"],
    ["4860 mAh … 67 W", "passage-not-in-text"],
    ["", "passage-required"],
    [null, "passage-required"],
  ])("%j: %s", (passage, reason) => expect(objectionToPassage(passage, text)).toBe(reason));

  test("is found wherever it was cut out of the text, and what is found says the same", () => {
    const words = fc.array(fc.string({ minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), (parts, a, b) => {
        const whole = parts.join(" \n").normalize("NFC");
        const [start, end] = [a % (whole.length + 1), b % (whole.length + 1)].sort((x, y) => x - y);
        const cut = whole.slice(start, end);
        const span = findPassage(whole, cut);
        const squeezed = (part: string) => part.split(/\s+/).filter(Boolean).join(" ");
        if (!cut.trim()) expect(span).toBeNull();
        else expect(squeezed(whole.slice(span?.start, span?.end))).toBe(squeezed(cut));
      }),
    );
  });
});

describe("the rulings of a plain form", () => {
  const one = "018f0000-0000-7000-8000-000000000001";
  const two = "018f0000-0000-7000-8000-000000000002";
  const fields = {
    knownAt: "2022-07-04",
    [`outcome.${two}`]: "refuted",
    [`passage.${two}`]: " 67 W ",
    [`note.${two}`]: "",
    [`outcome.${one}`]: "partly",
    [`qualifier.${one}`]: "name_changed",
    "outcome.3": "open",
  };

  test("are those that are not left open, in one order whatever that of the fields", () => {
    const rulings = rulingsOfFields(fields);
    expect(rulings.map(({ claimId }) => claimId)).toEqual([one, two]);
    expect(rulingsOfFields(Object.fromEntries(Object.entries(fields).reverse()))).toEqual(rulings);
    expect(rulings[1]).toEqual({
      ...{ claimId: two, outcome: "refuted", passage: "67 W", qualifier: null, note: null },
    });
  });

  test("become drafts that rest on the document; what is of no form is left out", () => {
    expect(draftsOfFields(fields, "d")).toMatchObject([
      { claimId: one, draft: { outcome: "partly", qualifier: "name_changed", documentId: "d" } },
      {
        claimId: two,
        draft: { outcome: "refuted", passage: "67 W", knownAt: new Date("2022-07-04T00:00Z") },
      },
    ]);
    expect(draftsOfFields({ ...fields, knownAt: "4. Juli" }, "d")).toEqual([]);
    expect(draftsOfFields({ ...fields, [`outcome.${one}`]: "unresolved" }, "d")).toHaveLength(1);
  });
});
