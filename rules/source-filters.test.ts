import { expect, test } from "vitest";
import {
  parseSourceListSegment,
  sourceListQuery,
  sourceListRewrites,
  sourceListSegment,
} from "./source-filters";

test.each([
  [{ kind: null, group: null }, "any.any", ""],
  [{ kind: "leaker", group: null }, "leaker.any", "?kind=leaker"],
  [{ kind: null, group: "camera" }, "any.camera", "?group=camera"],
  [{ kind: "outlet", group: "power" }, "outlet.power", "?kind=outlet&group=power"],
] as const)("%j has one path and one query", (filters, segment, query) => {
  expect(sourceListSegment(filters)).toBe(segment);
  expect(parseSourceListSegment(segment)).toEqual(filters);
  expect(sourceListQuery(filters)).toBe(query);
});

test.each(["", "any", "nobody.camera", "leaker.", "leaker.Camera", "leaker.camera.x", "_placeholder"])(
  "%j is no filter",
  (text) => {
    expect(parseSourceListSegment(text)).toBeNull();
  },
);

test("whatever a rewrite can match is a segment that can be read", () => {
  for (const { has, destination } of sourceListRewrites("/s", "/list")) {
    const values: Record<string, string> = { kind: "leaker", group: "camera" };
    for (const { key, value } of has) expect(values[key]).toMatch(new RegExp(`^${value}$`));
    const segment = destination.replace("/list/", "").replaceAll(/:(\w+)/g, (_, key) => values[key] ?? "");
    expect(parseSourceListSegment(segment)).not.toBeNull();
  }
});
