import { type DeviceStatus, deviceStatuses, type Value } from "./vocabulary";

/** Orders a list of devices can have; the first is the usual one. */
export const deviceSorts = ["launch", "moved", "claims", "name"] as const;
export type DeviceSort = (typeof deviceSorts)[number];

/** Launch windows besides a calendar year: the 92 days from today, and devices nobody has dated. */
export const namedLaunchWindows = ["soon", "undated"] as const;
export type LaunchWindow = (typeof namedLaunchWindows)[number] | `20${string}`;

const DEVICES_A_PAGE = 24;
const LAUNCH_SOON_DAYS = 92;

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
 * empty or not of the closed set falls through to the rule without it, and none at all to the page itself.
 */
export function deviceListRewrites(source: string, folder: string): QueryRewrite[] {
  const subsets = Array.from({ length: 2 ** order.length }, (_, bits) =>
    order.filter((_, place) => bits & (1 << place)),
  );
  return subsets
    .filter((given) => given.length > 0)
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

/** What filtering and ordering need to know of a device. */
export type ListedDevice = {
  name: string;
  brand: { slug: string };
  status: DeviceStatus;
  announced: string | null;
  released: string | null;
  movedAt: string;
  claims: { total: number };
  expectedLaunch: { value: Value } | null;
};

/** The days a device was, or is expected to be, announced in; null where nobody has said. Days are ISO dates. */
export function launchDays(device: ListedDevice): { from: string; to: string } | null {
  const known = device.announced ?? device.released;
  if (known) return { from: known, to: known };
  const value = device.expectedLaunch?.value;
  return value && "from" in value ? { from: value.from, to: value.to } : null;
}

/** Whether the last day anybody expected it has passed without an announcement. */
export function isOverdue(device: ListedDevice, today: string): boolean {
  return device.status === "rumored" && hasPassed(device, today);
}

function hasPassed(device: ListedDevice, today: string): boolean {
  const days = launchDays(device);
  return days !== null && days.to < today;
}

export function isUpcoming(device: Pick<ListedDevice, "status">): boolean {
  return device.status === "rumored" || device.status === "announced";
}

/** The devices a list shows, in its order, with how many fit in all. `today` is an ISO day. */
export function selectDevices<T extends ListedDevice>(
  devices: T[],
  filters: DeviceFilters,
  today: string,
): { shown: T[]; total: number; pages: number } {
  const fitting = orderDevices(
    devices.filter((device) => fits(device, filters, today)),
    filters.sort,
    today,
  );
  const from = (filters.page - 1) * DEVICES_A_PAGE;
  return {
    shown: fitting.slice(from, from + DEVICES_A_PAGE),
    total: fitting.length,
    pages: Math.max(1, Math.ceil(fitting.length / DEVICES_A_PAGE)),
  };
}

/** How many devices each value of one filter would leave, the other filters staying as they are. */
export function countDevices<T extends ListedDevice, V extends string>(
  devices: T[],
  { filters, today }: { filters: DeviceFilters; today: string },
  options: { field: "brand" | "status" | "launch"; values: readonly V[] },
): { value: V; count: number }[] {
  return options.values.map((value) => ({
    value,
    count: devices.filter((device) => fits(device, { ...filters, [options.field]: value }, today)).length,
  }));
}

/** The calendar years any of these devices was or is expected to be announced in, latest first. */
export function launchYears(devices: ListedDevice[]): LaunchWindow[] {
  const years = devices.flatMap((device) => {
    const days = launchDays(device);
    return days ? [days.from.slice(0, 4), days.to.slice(0, 4)] : [];
  });
  return [...new Set(years)]
    .filter((year) => /^20\d\d$/.test(year))
    .sort()
    .reverse() as LaunchWindow[];
}

function fits(device: ListedDevice, { brand, status, launch }: DeviceFilters, today: string): boolean {
  if (brand !== null && device.brand.slug !== brand) return false;
  if (status !== null && device.status !== status) return false;
  return launch === null || launchesIn(device, launch, today);
}

function launchesIn(device: ListedDevice, window: LaunchWindow, today: string): boolean {
  const days = launchDays(device);
  if (window === "undated") return days === null;
  if (days === null) return false;
  if (window === "soon") {
    return isUpcoming(device) && days.to >= today && days.from <= dayAfter(today, LAUNCH_SOON_DAYS);
  }
  return days.from.slice(0, 4) <= window && window <= days.to.slice(0, 4);
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

type Order = (a: ListedDevice, b: ListedDevice) => number;
const byName: Order = (a, b) => a.name.localeCompare(b.name, "en", { numeric: true });

/** A copy in the asked-for order. `today` is an ISO day. */
export function orderDevices<T extends ListedDevice>(devices: T[], sort: DeviceSort, today: string): T[] {
  const orders: Record<DeviceSort, Order> = {
    launch: (a, b) => stage(a, today) - stage(b, today) || byLaunch(a, b) || byName(a, b),
    moved: (a, b) => b.movedAt.localeCompare(a.movedAt) || byName(a, b),
    claims: (a, b) => b.claims.total - a.claims.total || byName(a, b),
    name: byName,
  };
  return [...devices].sort(orders[sort]);
}

/** What is expected with a date, what should be out by now, what nobody has dated, what is on sale, what never came. */
function stage(device: ListedDevice, today: string): number {
  if (!isUpcoming(device)) return device.status === "released" ? 3 : 4;
  if (launchDays(device) === null) return 2;
  return hasPassed(device, today) ? 1 : 0;
}

/** Of what is to come the next first; of what was, the latest first. */
function byLaunch(a: ListedDevice, b: ListedDevice): number {
  const [left, right] = [launchDays(a), launchDays(b)];
  if (!left || !right) return Number(left === null) - Number(right === null);
  return isUpcoming(a) ? left.to.localeCompare(right.to) : right.to.localeCompare(left.to);
}
