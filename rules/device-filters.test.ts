import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  countDevices,
  type DeviceFilters,
  deviceListQuery,
  deviceListRewrites,
  deviceListSegment,
  deviceSorts,
  isOverdue,
  type LaunchWindow,
  type ListedDevice,
  namedLaunchWindows,
  noDeviceFilters,
  parseDeviceListSegment,
  selectDevices,
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
  return deviceListSegment(noDeviceFilters);
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

const device = (name: string, more: Partial<ListedDevice> = {}): ListedDevice => ({
  name,
  brand: { slug: "xiaomi" },
  status: "rumored",
  announced: null,
  released: null,
  movedAt: "2026-01-01T00:00:00.000Z",
  claims: { total: 1 },
  expectedLaunch: null,
  ...more,
});
const expected = (from: string, to: string) => ({ expectedLaunch: { value: { from, to } } });
const today = "2026-11-22";
const shelf = [
  device("sold long ago", { status: "released", announced: "2022-07-04", released: "2022-07-06" }),
  device("sold lately", { status: "released", announced: "2026-02-01", released: null }),
  device("undated"),
  device("next spring", expected("2027-03-01", "2027-05-31")),
  device("next month", expected("2026-12-01", "2026-12-31")),
  device("never", { status: "cancelled" }),
  device("overdue", { brand: { slug: "google" }, ...expected("2026-09-01", "2026-09-30") }),
];
const names = (filters: Partial<DeviceFilters>) =>
  selectDevices(shelf, { ...noDeviceFilters, ...filters }, today).shown.map(({ name }) => name);

describe("the device list", () => {
  test("begins with what comes next, then what is overdue, and ends with what never came", () => {
    expect(names({})).toEqual([
      "next month",
      "next spring",
      "overdue",
      "undated",
      "sold lately",
      "sold long ago",
      "never",
    ]);
  });

  test.each<[Partial<DeviceFilters>, string[]]>([
    [{ launch: "soon" }, ["next month"]],
    [{ launch: "2027" }, ["next spring"]],
    [{ launch: "undated" }, ["undated", "never"]],
    [{ launch: "2026", status: "released" }, ["sold lately"]],
    [{ brand: "google" }, ["overdue"]],
    [{ brand: "nokia" }, []],
    [{ page: 2 }, []],
  ])("narrowed to %j holds %j", (filters, expectedNames) => {
    expect(names(filters)).toEqual(expectedNames);
  });

  test("counts what each choice would leave", () => {
    expect(
      countDevices(
        shelf,
        { filters: { ...noDeviceFilters, brand: "xiaomi" }, today },
        {
          field: "status",
          values: deviceStatuses,
        },
      ).map(({ count }) => count),
    ).toEqual([3, 0, 2, 1]);
  });

  test("every page of a list together holds every device once", () => {
    const many = Array.from({ length: 100 }, (_, at) => device(`device ${at}`));
    const { pages } = selectDevices(many, noDeviceFilters, today);
    const all = Array.from({ length: pages }, (_, at) =>
      selectDevices(many, { ...noDeviceFilters, page: at + 1 }, today).shown.map(({ name }) => name),
    ).flat();
    expect(new Set(all).size).toBe(100);
    expect(all).toHaveLength(100);
  });

  test("only an unannounced device whose last expected day has passed is overdue", () => {
    expect(shelf.filter((entry) => isOverdue(entry, today)).map(({ name }) => name)).toEqual(["overdue"]);
  });
});
