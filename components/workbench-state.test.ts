import { describe, expect, test } from "vitest";
import {
  actionOfKey,
  type BenchAction,
  type BenchClaim,
  type BenchState,
  firstChoices,
  stepBench,
} from "./workbench-state";

const text = "It charges at 67 W. Nothing else.";

function aClaim(
  id: string,
  outcome: "confirmed" | "refuted" | null,
  objection: string | null = null,
): BenchClaim {
  const passage = outcome && { start: 0, end: 19 };
  return {
    ...{
      id,
      statement: id,
      language: "en",
      value: id,
      subject: "Charging",
      held: "",
      problems: [],
      objection,
    },
    suggestion: { outcome, because: outcome ? "value" : "silent", passage, found: null, rivalOf: null },
  };
}

const claims = [
  aClaim("a", "confirmed"),
  aClaim("b", "refuted"),
  aClaim("c", null),
  aClaim("d", "refuted", "own"),
];
const first: BenchState = { active: "a", choices: firstChoices(claims, text, {}), done: [], said: null };

function press(keys: string, state = first): BenchState {
  const actions = keys.split(" ").map((key): BenchAction => actionOfKey(key) ?? { do: "next" });
  return actions.reduce((before, action) => stepBench(before, action, claims), state);
}

const outcomes = ({ choices }: BenchState) => claims.map(({ id }) => choices[id]?.outcome ?? null);

describe("the keys of the workbench", () => {
  test.each<[string, string, (string | null)[]]>([
    ["a", "b", ["confirmed", null, null, null]],
    ["Enter a", "c", ["confirmed", "refuted", null, null]],
    ["a a a", "c", ["confirmed", "refuted", null, null]],
    ["j ArrowDown", "c", [null, null, null, null]],
    ["j k k", "a", [null, null, null, null]],
    ["2 a", "b", ["partly", null, null, null]],
    ["c", "a", ["partly", null, null, null]],
    ["c c c c", "a", ["confirmed", null, null, null]],
    ["a k s", "b", [null, null, null, null]],
    ["a a u", "b", ["confirmed", null, null, null]],
    ["a a u u", "a", [null, null, null, null]],
    ["a k 3 u", "a", ["confirmed", null, null, null]],
    ["a k s u", "a", ["confirmed", null, null, null]],
    ["j j j a 1 c j j", "d", [null, null, null, null]],
    ["u", "a", [null, null, null, null]],
  ])("%s", (keys, active, expected) => {
    const state = press(keys);
    expect(state.active).toBe(active);
    expect(outcomes(state)).toEqual(expected);
  });

  test("nothing is decided before somebody decides, and the suggested passage is filled in", () => {
    expect(outcomes(first)).toEqual([null, null, null, null]);
    expect(first.choices.a?.passage).toBe("It charges at 67 W.");
    expect(first.choices.c?.passage).toBe("");
  });

  test("what was typed before goes before what is suggested", () => {
    const fields = { "outcome.a": "refuted", "passage.a": "67 W", "outcome.b": "open" };
    const choices = firstChoices(claims, text, fields);
    expect(choices.a).toMatchObject({ outcome: "refuted", passage: "67 W" });
    expect(choices.b).toMatchObject({ outcome: null });
  });

  test("a passage taken from the text can be undone", () => {
    const quoted = stepBench(first, { do: "quote", passage: "Nothing else." }, claims);
    expect(quoted.choices.a?.passage).toBe("Nothing else.");
    expect(press("u", quoted).choices.a?.passage).toBe("It charges at 67 W.");
  });

  test("whatever is done is said, and said anew when it is done again", () => {
    expect(press("a").said).toMatchObject({ what: "chosen", claimId: "a", outcome: "confirmed", at: 1 });
    expect(press("j j a").said).toMatchObject({ what: "undecided", at: 1 });
    expect(press("j j a a").said).toMatchObject({ what: "undecided", at: 2 });
    expect(press("j j j a").said).toMatchObject({ what: "refused" });
    expect(press("j j j j").said).toMatchObject({ what: "last" });
  });

  test("other keys are somebody else's", () => {
    for (const key of ["x", "5", "0", "Tab", " ", "Escape", "A", "toString"])
      expect(actionOfKey(key)).toBeNull();
  });
});
