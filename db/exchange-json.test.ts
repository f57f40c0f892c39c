import { expect, test } from "vitest";
import { parseJson } from "./exchange-json";

test.each([
  ["", "it ends where a value should follow at line 1, column 1"],
  ['{\n "a": [1,\n', "it ends where a value should follow at line 2, column 10"],
  ['{"a": "never closed', "a text is not closed that begins at line 1, column 7"],
  ['{"a": 1,}', 'a name in quotes expected, found "}" at line 1, column 9'],
  ["[1 2]", '"," or "]" expected, found "2" at line 1, column 4'],
  ['{"a" 1}', '":" expected, found "1" at line 1, column 6'],
  ["{} {}", 'the end of the file expected, found "{" at line 1, column 4'],
  ["<html>", 'a value expected, found "<" at line 1, column 1'],
  ["[01]", '"," or "]" expected, found "1" at line 1, column 3'],
])("of the broken text %j the place is named", (text, place) => {
  expect(() => parseJson(text)).toThrow(`is not valid JSON: ${place}`);
});
