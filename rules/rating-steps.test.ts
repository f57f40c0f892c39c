import { describe, expect, it } from "vitest";
import { ratingStep } from "./rating-steps";

describe("the words for a rating", () => {
  it.each([
    [1, "almost-surely-not"],
    [4, "almost-surely-not"],
    [5, "very-unlikely"],
    [50, "even"],
    [72, "likely"],
    [95, "very-likely"],
    [99, "almost-surely"],
  ])("call %i percent %s", (percent, step) => expect(ratingStep(percent)).toBe(step));

  it("mirror each other around one half, so that no side sounds surer than the other", () => {
    const opposite: Record<string, string> = {
      "almost-surely-not": "almost-surely",
      "very-unlikely": "very-likely",
      unlikely: "likely",
      "rather-not": "rather",
      even: "even",
    };
    for (let percent = 1; percent < 50; percent++) {
      expect(opposite[ratingStep(percent)]).toBe(ratingStep(100 - percent));
    }
  });
});
