import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { notFound, permanentRedirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";
import { ClaimList } from "@/components/claim-list";
import { DayEvents } from "@/components/day-events";
import { DayHead } from "@/components/day-head";
import { formatDay } from "@/components/format";
import { OfficialRecord } from "@/components/official-record";
import { SpecSheet } from "@/components/spec-sheet";
import { Section } from "@/components/ui/section";
import { findDeviceOn } from "@/db/device-on-day";

type Props = { params: Promise<{ slug: string; day: string }> };

/** The build reads no database; real days are rendered when first asked for. */
const placeholder = "_placeholder";

export function generateStaticParams() {
  return [{ slug: placeholder, day: placeholder }];
}

async function loadDay(slug: string, day: string) {
  "use cache";
  cacheLife("page");
  cacheTag("everything", `device:${slug}`);
  if (slug === placeholder) return null;
  return findDeviceOn({ slug, day, today: new Date().toISOString().slice(0, 10) });
}

/** Between two events nothing changes, so every day speaks for the last one on which something did. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, day } = await params;
  const found = await loadDay(slug, day);
  if (!found || "movedTo" in found) return {};
  const t = await getTranslations("past");
  const locale = await currentLocale();
  const moved = found.days.findLast((event) => event.day <= day)?.day ?? day;
  const words = { device: found.device.name, day: formatDay(day, "day", locale) };
  return {
    ...(await publicMetadata({
      locale,
      path: `/devices/${slug}/on/${moved}`,
      title: t("title", words),
      description: t("description", words),
    })),
    robots: { index: false, follow: true },
  };
}

export default async function DeviceOnDayPage({ params }: Props) {
  const { slug, day } = await params;
  const found = await loadDay(slug, day);
  if (!found) notFound();
  const locale = await currentLocale();
  if ("movedTo" in found) permanentRedirect(`/${locale}/devices/${found.movedTo}/on/${day}`);
  const { device } = found;
  const t = await getTranslations("past");
  const section = await getTranslations("device");
  const official = device.claims.some((claim) => claim.verdict?.basis === "official");
  return (
    <>
      <DayHead found={found} />
      <Section id={`day-${day}`} title={t("events.title", { day: formatDay(day, "day", locale) })}>
        <DayEvents found={found} />
      </Section>
      {official && (
        <Section id="official" title={t("official")} intro={section("official.intro")}>
          <OfficialRecord device={device} />
        </Section>
      )}
      <Section id="specs" title={t("specs.title")} intro={t("specs.intro")}>
        <SpecSheet claims={device.claims} status={device.status} />
      </Section>
      <Section id="claims" title={t("claims.title")} intro={section("claims.intro")}>
        <ClaimList claims={device.claims} rateable={false} />
      </Section>
    </>
  );
}
