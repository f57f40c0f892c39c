import { expect, test } from "vitest";
import { MENTIONS_AT_MOST, mentionedHandles } from "./mentions";

test.each([
  ["Thanks to @anna and @Bob-2.", ["anna", "bob-2"]],
  ["@anna, again @ANNA", ["anna"]],
  ["write to me@anna.example or https://example.org/@anna", []],
  ["@ab is no handle, @@anna neither, @anna@example.org is an address", []],
  ["(@anna)", ["anna"]],
])("%s mentions %j", (text, handles) => {
  expect(mentionedHandles(text)).toEqual(handles);
});

test("nobody is told by a text that calls everybody", () => {
  const text = Array.from({ length: 50 }, (_, at) => `@member${at}`).join(" ");
  expect(mentionedHandles(text)).toHaveLength(MENTIONS_AT_MOST);
});
