import { describe, expect, test } from "vitest";
import { addScores, scoreText, sharesOf } from "./bench-suggest";
import { suggestTexts } from "./suggest-texts";

describe("suggestions on the settled claims of the example data", () => {
  test("at least eight texts, four of them German, of several devices each half", () => {
    expect(suggestTexts.length).toBeGreaterThanOrEqual(8);
    expect(suggestTexts.filter(({ language }) => language === "de").length).toBeGreaterThanOrEqual(4);
  });

  test.each(["first", "second"] as const)(
    "are right for nine claims in ten and wrong for two in a hundred at most (%s half)",
    (half) => {
      const score = addScores(suggestTexts.filter((text) => text.half === half).map(scoreText));
      const { right, wrong } = sharesOf(score);
      expect(right, score.silent.join("\n")).toBeGreaterThanOrEqual(0.9);
      expect(wrong, score.wrong.join("\n")).toBeLessThanOrEqual(0.02);
    },
  );
});
