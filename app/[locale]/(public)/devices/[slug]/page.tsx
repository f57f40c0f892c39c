import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { notFound, permanentRedirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";
import { AsOfDays } from "@/components/as-of-days";
import { ClaimList } from "@/components/claim-list";
import { DeviceBelief, movedSlots } from "@/components/device-belief";
import { DeviceIdentity } from "@/components/device-identity";
import { DeviceScorecard } from "@/components/device-scorecard";
import { OfficialRecord } from "@/components/official-record";
import { SpecSheet } from "@/components/spec-sheet";
import { SubjectLinks } from "@/components/subject-links";
import { Section } from "@/components/ui/section";
import { Sections } from "@/components/ui/sections";
import { listBelief } from "@/db/belief";
import { type DevicePage as Device, findDevicePage } from "@/db/devices";

type Props = { params: Promise<{ slug: string }> };

/** The build reads no database; real devices are rendered when first asked for. */
const placeholder = "_placeholder";

export function generateStaticParams() {
  return [{ slug: placeholder }];
}

async function loadBelief(slug: string, claimIds: string[]) {
  "use cache";
  cacheLife("page");
  cacheTag("everything", `device:${slug}`);
  return listBelief(claimIds);
}

async function loadDevice(slug: string): Promise<Device | { movedTo: string } | null> {
  "use cache";
  cacheLife("page");
  cacheTag("everything", `device:${slug}`);
  return slug === placeholder ? null : findDevicePage(slug);
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const device = await loadDevice((await params).slug);
  if (!device || "movedTo" in device) return {};
  const t = await getTranslations("device");
  const ruled = device.claims.filter((claim) => claim.verdict).length;
  return publicMetadata({
    locale: await currentLocale(),
    path: `/devices/${device.slug}`,
    title: t("title", { device: device.name }),
    description: t("description", { device: device.name, claims: device.claims.length, ruled }),
  });
}

export default async function DevicePage({ params }: Props) {
  const device = await loadDevice((await params).slug);
  if (!device) notFound();
  if ("movedTo" in device) permanentRedirect(`/${await currentLocale()}/devices/${device.movedTo}`);
  const t = await getTranslations("device");
  const official = device.claims.some((claim) => claim.verdict?.basis === "official");
  const time = device.claims.some((claim) => claim.verdict) ? "after" : "before";
  const claimIds = device.claims.map(({ id }) => id);
  const belief = await loadBelief(device.slug, claimIds);
  const slots = movedSlots(device.claims, belief);
  const moved = await getTranslations("belief");
  const parts = [
    { id: "official", name: t("official.short") },
    { id: "specs", name: t("specs.short") },
    ...(slots.length > 0 ? [{ id: "belief", name: moved("short") }] : []),
    { id: "claims", name: t("claims.short") },
  ];
  return (
    <>
      <Sections label={t("onThisPage")} top={device.name} parts={parts} />
      <div className="identity">
        <DeviceIdentity device={device} />
        <DeviceScorecard claims={device.claims} />
      </div>
      <AsOfDays slug={device.slug} claims={device.claims} />
      <Section
        id="official"
        title={t("official.title")}
        intro={t(official ? "official.intro" : "official.nothing")}
      >
        <OfficialRecord device={device} />
      </Section>
      <Section id="specs" title={t(`specs.title.${time}`)} intro={t(`specs.intro.${time}`)}>
        <SpecSheet claims={device.claims} status={device.status} />
      </Section>
      {slots.length > 0 && (
        <Section id="belief" title={moved("title")} intro={moved("introDevice")}>
          <DeviceBelief slots={slots} belief={belief} />
        </Section>
      )}
      <Section id="claims" title={t("claims.title")} intro={t("claims.intro")}>
        <ClaimList claims={device.claims} />
      </Section>
      <SubjectLinks kind="device" id={device.id} />
    </>
  );
}
