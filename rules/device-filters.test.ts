import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type DeviceFilters,
  deviceListQuery,
  deviceListRewrites,
  deviceListSegment,
  deviceSorts,
  type LaunchWindow,
  namedLaunchWindows,
  noDeviceFilters,
  parseDeviceListSegment,
} from "./device-filters";
import { deviceStatuses } from "./vocabulary";

const filters: fc.Arbitrary<DeviceFilters> = fc.record({
  brand: fc.option(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,30}$/).filter((slug) => slug !== "any")),
  status: fc.option(fc.constantFrom(...deviceStatuses)),
  launch: fc.option(
    fc.oneof(
      fc.constantFrom<LaunchWindow>(...namedLaunchWindows),
      fc.integer({ min: 2000, max: 2099 }).map((year) => `${year}` as LaunchWindow),
    ),
  ),
  sort: fc.constantFrom(...deviceSorts),
  page: fc.integer({ min: 1, max: 99 }),
});

/** What Next does with a query: the first rule all of whose fields match in whole. */
function rewrite(query: string): string | undefined {
  const given = new URLSearchParams(query);
  for (const rule of deviceListRewrites("/:locale/devices", "/:locale/devices/list")) {
    const captured: Record<string, string> = {};
    const all = rule.has.every(({ key, value }) => {
      const found = new RegExp(`^${value}$`).exec(given.get(key) ?? "");
      Object.assign(captured, found?.groups);
      return found !== null;
    });
    if (all)
      return rule.destination
        .split("/")
        .at(-1)
        ?.replace(/:(\w+)/g, (_, field) => captured[field] ?? "");
  }
  return undefined;
}

describe("filters of the device list", () => {
  test("survive the way into a path and back", () => {
    fc.assert(
      fc.property(filters, (given) => {
        expect(parseDeviceListSegment(deviceListSegment(given))).toEqual(given);
      }),
    );
  });

  test("reach the same path by the query people see", () => {
    fc.assert(
      fc.property(filters, (given) => {
        expect(rewrite(deviceListQuery(given))).toBe(deviceListSegment(given));
      }),
    );
  });

  test("without any are the plain address", () => {
    expect(deviceListQuery(noDeviceFilters)).toBe("");
    expect(rewrite("")).toBe(deviceListSegment(noDeviceFilters));
  });

  test.each([
    ["?brand=&status=&launch=&sort=&page=", "any.any.any.launch.1"],
    ["?status=stolen&brand=xiaomi", "xiaomi.any.any.launch.1"],
    ["?brand=Xiaomi", "any.any.any.launch.1"],
    ["?brand=a.b/../c", "any.any.any.launch.1"],
    ["?page=0", "any.any.any.launch.1"],
    ["?page=100000", "any.any.any.launch.1"],
    ["?launch=1999&sort=price", "any.any.any.launch.1"],
  ])("fall back to everything for a value outside the closed set: %s", (query, expected) => {
    expect(rewrite(query)).toBe(expected);
  });

  test("no other text is a list: one address for one list", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseDeviceListSegment(text);
        if (parsed) expect(deviceListSegment(parsed)).toBe(text);
      }),
    );
    for (const text of ["", "any", "any.any.any.launch.01", "any.any.any.launch.1.1", "any.any.any.any.1"]) {
      expect(parseDeviceListSegment(text)).toBeNull();
    }
  });
});
