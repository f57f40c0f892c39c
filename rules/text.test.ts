import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { objectionToText, tidyLine, tidyParagraphs } from "./text";

describe("text", () => {
  test.each([
    ["a control character", "67\u0007 W"],
    ["a null character", "67\0W"],
    ["a bidirectional override", "Xiaomi \u202eartlU"],
    ["a bidirectional isolate", "Xiaomi \u2066Ultra"],
    ["a zero-width space", "Xia\u200bomi"],
    ["a joiner between letters", "Xia\u200domi"],
    ["a soft hyphen", "Xiao\u00admi"],
    ["a tag", "Xiaomi\u{e0041}"],
    ["a blank letter", "\u3164"],
    ["half a surrogate pair", "Xiaomi \ud800"],
    ["a pile of marks", "X\u0301\u0301\u0301\u0301\u0301"],
    ["private use", "\ue000"],
  ])("refuses %s", (_, text) => {
    expect(objectionToText(text, "line")).toBe("text-not-allowed");
    expect(objectionToText(tidyParagraphs(text), "paragraphs")).toBe("text-not-allowed");
  });

  test.each([
    "Xiaomi 12S Ultra",
    "Größe: 6,73″ – „ja“",
    "小米12S Ultra 徕卡",
    "هاتف",
    "हिन्दी",
    "👩‍👩‍👧 ❤️ 👍🏽",
    "<b>bold</b> & 'quotes'",
  ])("lets %s pass as it is", (text) => {
    expect(objectionToText(text, "line")).toBeNull();
    expect(tidyLine(text)).toBe(text.normalize("NFC"));
  });

  test("a byte order mark is refused, and tidied away as the space it is", () => {
    expect(objectionToText("\ufeffXiaomi", "line")).toBe("text-not-allowed");
    expect(tidyLine("\ufeffXiaomi")).toBe("Xiaomi");
  });

  test("a line has no line breaks, paragraphs keep one empty line", () => {
    expect(tidyLine("  a\r\n\tb  c ")).toBe("a b c");
    expect(tidyParagraphs(" a \r\n\r\n\r\n\r\n b\rc ")).toBe("a\n\nb\nc");
    expect(objectionToText("a\n\nb", "paragraphs")).toBeNull();
    expect(objectionToText("a\nb", "line")).toBe("text-not-allowed");
  });

  test("tidying twice changes nothing more", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(tidyLine(tidyLine(text))).toBe(tidyLine(text));
        expect(tidyParagraphs(tidyParagraphs(text))).toBe(tidyParagraphs(text));
      }),
    );
  });
});
