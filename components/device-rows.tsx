import { useLocale, useTranslations } from "next-intl";
import type { DeviceCard } from "@/db/devices";
import { Launch } from "./launch";
import { OutcomeTally } from "./outcome-tally";

/** Devices as lines: name, launch, and how their claims came out. */
export function DeviceRows({
  devices,
  today,
  brand = true,
  heading = "h3",
}: {
  devices: DeviceCard[];
  today: string;
  brand?: boolean;
  /** One below the heading the list stands under. */
  heading?: "h2" | "h3";
}) {
  return (
    <ul className="rows">
      {devices.map((device) => (
        <li key={device.slug} className="row device">
          <DeviceWords device={device} brand={brand} Heading={heading} />
          <Launch device={device} today={today} />
          <DeviceClaims device={device} />
        </li>
      ))}
    </ul>
  );
}

function DeviceWords({
  device,
  brand,
  Heading,
}: {
  device: DeviceCard;
  brand: boolean;
  Heading: "h2" | "h3";
}) {
  const t = useTranslations("devices");
  const status = useTranslations("vocabulary.deviceStatus");
  const locale = useLocale();
  return (
    <div>
      <p className="slot">
        {brand && (
          <>
            <a href={`/${locale}/brands/${device.brand.slug}`}>{device.brand.name}</a> ·{" "}
          </>
        )}
        {status(device.status)}
      </p>
      <Heading className="row-name">
        <a href={`/${locale}/devices/${device.slug}`}>
          <DeviceName device={device} />
        </a>{" "}
        {device.workingName !== device.name && <small>{t("formerly", { name: device.workingName })}</small>}
      </Heading>
      <p className="said" lang="en">
        {device.summary}
      </p>
    </div>
  );
}

/** A name nobody has confirmed is hearsay too. */
export function DeviceName({ device }: { device: Pick<DeviceCard, "name" | "status"> }) {
  if (device.status === "rumored") return <i>{device.name}</i>;
  return device.status === "cancelled" ? <s>{device.name}</s> : device.name;
}

function DeviceClaims({ device }: { device: DeviceCard }) {
  const t = useTranslations("devices");
  return (
    <div className="row-claims">
      <p>{t("claims", { total: device.claims.total })}</p>
      <OutcomeTally tally={device.claims} />
    </div>
  );
}
