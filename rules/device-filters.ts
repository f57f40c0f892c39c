import { type DeviceStatus, deviceStatuses } from "./vocabulary";

/** Orders a list of devices can have; the first is the usual one. */
export const deviceSorts = ["launch", "moved", "claims", "name"] as const;
export type DeviceSort = (typeof deviceSorts)[number];

/** Launch windows besides a calendar year: the 92 days from today, and devices nobody has dated. */
export const namedLaunchWindows = ["soon", "undated"] as const;
export type LaunchWindow = (typeof namedLaunchWindows)[number] | `20${string}`;

export const DEVICES_A_PAGE = 24;
export const LAUNCH_SOON_DAYS = 92;

/** What a list of devices is narrowed to and ordered by. Null means everything. */
export type DeviceFilters = {
  brand: string | null;
  status: DeviceStatus | null;
  launch: LaunchWindow | null;
  sort: DeviceSort;
  page: number;
};

export const noDeviceFilters: DeviceFilters = {
  brand: null,
  status: null,
  launch: null,
  sort: deviceSorts[0],
  page: 1,
};

const ANY = "any";

/** The fields in the one order a path has, each with what its value may look like and what an absent one stands for. */
const fields = {
  brand: { pattern: "[a-z0-9][a-z0-9-]{0,79}", absent: ANY },
  status: { pattern: deviceStatuses.join("|"), absent: ANY },
  launch: { pattern: [...namedLaunchWindows, "20[0-9]{2}"].join("|"), absent: ANY },
  sort: { pattern: deviceSorts.join("|"), absent: deviceSorts[0] },
  page: { pattern: "[1-9][0-9]?", absent: "1" },
} as const satisfies Record<keyof DeviceFilters, { pattern: string; absent: string }>;
type Field = keyof typeof fields;
const order = Object.keys(fields) as Field[];

const segment = new RegExp(
  `^${order.map((field) => `(?<${field}>${fields[field].absent}|${fields[field].pattern})`).join("\\.")}$`,
);

/** The path segment a filtered list is rendered under; equal filters have equal segments. */
export function deviceListSegment(filters: DeviceFilters): string {
  return order.map((field) => filters[field] ?? ANY).join(".");
}

/** Reads a segment written by deviceListSegment; null for anything else. */
export function parseDeviceListSegment(text: string): DeviceFilters | null {
  const found = segment.exec(text)?.groups;
  if (!found) return null;
  const given = (field: Field) => (found[field] === ANY ? null : (found[field] ?? null));
  return {
    brand: given("brand"),
    status: given("status") as DeviceStatus | null,
    launch: given("launch") as LaunchWindow | null,
    sort: found.sort as DeviceSort,
    page: Number(found.page),
  };
}

/** The query string people see, with nothing in it that is usual anyway; empty for the unfiltered list. */
export function deviceListQuery(filters: DeviceFilters): string {
  const query = new URLSearchParams();
  for (const field of order) {
    const value = filters[field];
    if (value !== null && String(value) !== fields[field].absent) query.set(field, String(value));
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

type QueryRewrite = {
  source: string;
  has: { type: "query"; key: string; value: string }[];
  destination: string;
};

/**
 * Rewrites from the query people see to the static path it is rendered under, most fields first: a field that is absent,
 * empty or not of the closed set falls through to the rule without it.
 */
export function deviceListRewrites(source: string, folder: string): QueryRewrite[] {
  const subsets = Array.from({ length: 2 ** order.length }, (_, bits) =>
    order.filter((_, place) => bits & (1 << place)),
  );
  return subsets
    .sort((a, b) => b.length - a.length)
    .map((given) => ({
      source,
      has: given.map((field) => ({
        type: "query" as const,
        key: field,
        value: `(?<${field}>${fields[field].pattern})`,
      })),
      destination: `${folder}/${order.map((field) => (given.includes(field) ? `:${field}` : fields[field].absent)).join(".")}`,
    }));
}
