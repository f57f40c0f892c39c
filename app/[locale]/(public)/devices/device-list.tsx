import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";
import { DeviceFilterForm, type FilterChoice, type FilterChoices } from "@/components/device-filter-form";
import { DeviceRows } from "@/components/device-rows";
import { Pager } from "@/components/pager";
import { Notice } from "@/components/ui/notice";
import { type DeviceCard, listDevices } from "@/db/devices";
import {
  countDevices,
  type DeviceFilters,
  deviceListQuery,
  deviceListSegment,
  launchYears,
  namedLaunchWindows,
  noDeviceFilters,
  parseDeviceListSegment,
  selectDevices,
} from "@/rules/device-filters";
import { deviceStatuses } from "@/rules/vocabulary";

type Count = { value: string; count: number };
type DeviceListData = {
  shown: DeviceCard[];
  total: number;
  all: number;
  pages: number;
  today: string;
  brands: (Count & { name: string })[];
  statuses: Count[];
  launches: Count[];
};

/** The list of one address. The windows "soon" and "overdue" move with the day; the page is made anew at least daily. */
async function loadDeviceList(segment: string): Promise<DeviceListData | null> {
  "use cache";
  cacheLife("page");
  cacheTag("everything", "devices");
  const filters = parseDeviceListSegment(segment);
  if (!filters) return null;
  const devices = await listDevices();
  const today = new Date().toISOString().slice(0, 10);
  const selected = selectDevices(devices, filters, today);
  const brands = new Map(devices.map((device) => [device.brand.slug, device.brand.name]));
  if (filters.page > selected.pages || (filters.brand && !brands.has(filters.brand))) return null;
  const situation = { filters, today };
  const launches = [...namedLaunchWindows, ...launchYears(devices)];
  return {
    ...selected,
    all: devices.length,
    today,
    brands: countDevices(devices, situation, { field: "brand", values: [...brands.keys()].sort() }).map(
      (entry) => ({ ...entry, name: brands.get(entry.value) ?? entry.value }),
    ),
    statuses: countDevices(devices, situation, { field: "status", values: deviceStatuses }),
    launches: countDevices(devices, situation, { field: "launch", values: launches }),
  };
}

export async function deviceListMetadata(filters: DeviceFilters): Promise<Metadata> {
  const list = await loadDeviceList(deviceListSegment(filters));
  if (!list) return {};
  const t = await getTranslations("devices");
  const narrowed = await narrowing(filters, await choicesOf(list, filters));
  return publicMetadata({
    locale: await currentLocale(),
    path: `/devices${deviceListQuery(filters)}`,
    title:
      narrowed.length > 0 ? t("titleOf", { what: narrowed.map(({ name }) => name).join(", ") }) : t("title"),
    description: t("description"),
  });
}

export async function DeviceListView({ filters }: { filters: DeviceFilters }) {
  const list = await loadDeviceList(deviceListSegment(filters));
  if (!list) notFound();
  const t = await getTranslations("devices");
  const locale = await currentLocale();
  const choices = await choicesOf(list, filters);
  if (list.all === 0) {
    return (
      <ListHead title={t("title")} lede={t("lede")}>
        <Notice title={t("empty.title")}>{t("empty.text")}</Notice>
      </ListHead>
    );
  }
  const narrowed = await narrowing(filters, choices);
  return (
    <ListHead title={t("title")} lede={t("lede")}>
      <DeviceFilterForm filters={filters} choices={choices} />
      <div className="filtered">
        <p>
          {narrowed.length > 0
            ? t("countOf", { total: list.total, all: list.all })
            : t("count", { total: list.total })}
        </p>
        <ActiveFilters narrowed={narrowed} />
      </div>
      {list.total === 0 && <Notice title={t("none.title")}>{t("none.text")}</Notice>}
      <DeviceRows devices={list.shown} today={list.today} heading="h2" />
      <Pager
        page={filters.page}
        pages={list.pages}
        href={(page) => `/${locale}/devices${deviceListQuery({ ...filters, page })}`}
      />
    </ListHead>
  );
}

function ListHead({ title, lede, children }: { title: string; lede: string; children: React.ReactNode }) {
  return (
    <div className="listpage">
      <h1>{title}</h1>
      <p className="standfirst">{lede}</p>
      {children}
    </div>
  );
}

type Narrowing = { name: string; without: DeviceFilters };

/**
 * Plain links, here and in the pager: the router takes an address that differs only in its query for the page it already has,
 * because a static page does not read its query.
 */
async function ActiveFilters({ narrowed }: { narrowed: Narrowing[] }) {
  const t = await getTranslations("devices.filter");
  const locale = await currentLocale();
  if (narrowed.length === 0) return null;
  return (
    <ul className="active-filters">
      {narrowed.map(({ name, without }) => (
        <li key={name}>
          <a
            className="chip"
            href={`/${locale}/devices${deviceListQuery(without)}`}
            aria-label={t("remove", { what: name })}
          >
            {name} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      <li>
        <a href={`/${locale}/devices`}>{t("clear")}</a>
      </li>
    </ul>
  );
}

async function choicesOf(list: DeviceListData, filters: DeviceFilters): Promise<FilterChoices> {
  const status = await getTranslations("vocabulary.deviceStatus");
  const t = await getTranslations("devices.filter");
  const named: Record<string, string> = {
    ...Object.fromEntries(deviceStatuses.map((word) => [word, status(word)])),
    ...Object.fromEntries(namedLaunchWindows.map((word) => [word, t(word)])),
  };
  const choose = (counts: (Count & { name?: string })[], given: string | null): FilterChoice[] =>
    counts
      .map(({ value, count, name }) => ({ value, count, name: name ?? named[value] ?? value }))
      .filter(({ value, count }) => count > 0 || value === given);
  return {
    brand: choose(list.brands, filters.brand),
    status: choose(list.statuses, filters.status),
    launch: choose(list.launches, filters.launch),
  };
}

/** The filters in force by the names people know them by, each with the filters that remain without it. */
async function narrowing(filters: DeviceFilters, choices: FilterChoices): Promise<Narrowing[]> {
  return (["brand", "status", "launch"] as const).flatMap((field) => {
    const value = filters[field];
    if (value === null) return [];
    const name = choices[field].find((choice) => choice.value === value)?.name ?? value;
    return [{ name, without: { ...filters, [field]: null, page: noDeviceFilters.page } }];
  });
}
