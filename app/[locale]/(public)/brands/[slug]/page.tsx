import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";
import { DeviceRows } from "@/components/device-rows";
import { Fact, Facts } from "@/components/facts";
import { formatCount, formatCountry } from "@/components/format";
import { OutcomeTally } from "@/components/outcome-tally";
import { Crumbs } from "@/components/ui/crumbs";
import { Section } from "@/components/ui/section";
import { type BrandPage as Brand, findBrandPage } from "@/db/brands";
import type { DeviceCard } from "@/db/devices";
import { isUpcoming, orderDevices } from "@/rules/device-filters";

type Props = { params: Promise<{ slug: string }> };

const placeholder = "_placeholder";

export function generateStaticParams() {
  return [{ slug: placeholder }];
}

async function loadBrand(slug: string): Promise<(Brand & { today: string }) | null> {
  "use cache";
  cacheLife("page");
  cacheTag("everything", `brand:${slug}`);
  const brand = slug === placeholder ? null : await findBrandPage(slug);
  const today = new Date().toISOString().slice(0, 10);
  return brand && { ...brand, list: orderDevices(brand.list, "launch", today), today };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const brand = await loadBrand((await params).slug);
  if (!brand) return {};
  const t = await getTranslations("brand");
  return publicMetadata({
    locale: await currentLocale(),
    path: `/brands/${brand.slug}`,
    title: t("title", { brand: brand.name }),
    description: t("description", { brand: brand.name }),
  });
}

export default async function BrandPage({ params }: Props) {
  const brand = await loadBrand((await params).slug);
  if (!brand) notFound();
  const t = await getTranslations("brand");
  const locale = await currentLocale();
  const devices = await getTranslations("devices");
  const tally = sumOf(brand.list);
  return (
    <div className="listpage">
      <Crumbs label={t("crumbs")} parts={[{ href: `/${locale}/devices`, name: devices("title") }]} />
      <h1>{brand.name}</h1>
      <Facts>
        <Fact name={t("facts.country")}>{formatCountry(brand.country, locale)}</Fact>
        <Fact name={t("facts.devices")}>{formatCount(brand.list.length, locale)}</Fact>
        <Fact name={t("facts.claims")}>{formatCount(tally.total, locale)}</Fact>
        {tally.total > 0 && (
          <Fact name={t("record")}>
            <OutcomeTally tally={tally} />
          </Fact>
        )}
      </Facts>
      {brand.list.length === 0 && <p>{t("none")}</p>}
      {(["upcoming", "past", "cancelled"] as const).map((part) => (
        <Part
          key={part}
          part={part}
          devices={brand.list.filter((device) => partOf(device) === part)}
          today={brand.today}
        />
      ))}
    </div>
  );
}

type PartName = "upcoming" | "past" | "cancelled";

function partOf(device: DeviceCard): PartName {
  if (isUpcoming(device)) return "upcoming";
  return device.status === "cancelled" ? "cancelled" : "past";
}

async function Part({ part, devices, today }: { part: PartName; devices: DeviceCard[]; today: string }) {
  const t = await getTranslations("brand");
  if (devices.length === 0) return null;
  return (
    <Section id={part} title={t(`${part}.title`)} intro={t(`${part}.intro`)}>
      <DeviceRows devices={devices} today={today} brand={false} />
    </Section>
  );
}

function sumOf(devices: DeviceCard[]): DeviceCard["claims"] {
  const sum = { total: 0, open: 0, confirmed: 0, partly: 0, refuted: 0, unresolved: 0 };
  for (const { claims } of devices) {
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += claims[key];
  }
  return sum;
}
