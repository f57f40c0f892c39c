import { useLocale, useTranslations } from "next-intl";
import type { DeviceCard } from "@/db/devices";
import { isOverdue, launchDays } from "@/rules/device-filters";
import { DeviceName } from "./device-rows";
import { Launch } from "./launch";

/** Devices to come by the day they are expected: what has a date ahead, then what should be out by now. */
export function LaunchCalendar({ devices, today }: { devices: DeviceCard[]; today: string }) {
  const t = useTranslations("home.launches");
  const locale = useLocale();
  const dated = devices.filter((device) => launchDays(device) !== null && device.status === "rumored");
  const overdue = dated.filter((device) => isOverdue(device, today));
  const ahead = dated.filter((device) => !overdue.includes(device));
  const out = devices.filter((device) => device.status === "announced");
  const undated = devices.length - dated.length - out.length;
  return (
    <>
      {devices.length === 0 && <p>{t("empty")}</p>}
      <Calendar devices={ahead} today={today} />
      {out.length > 0 && <h3>{t("announced")}</h3>}
      <Calendar devices={out} today={today} />
      {overdue.length > 0 && <h3>{t("overdue")}</h3>}
      <Calendar devices={overdue} today={today} />
      {undated > 0 && <p className="more">{t("undated", { count: undated })}</p>}
      <p className="more">
        <a href={`/${locale}/devices`}>{t("all")}</a>
      </p>
    </>
  );
}

function Calendar({ devices, today }: { devices: DeviceCard[]; today: string }) {
  const locale = useLocale();
  if (devices.length === 0) return null;
  return (
    <ul className="calendar">
      {devices.map((device) => (
        <li key={device.slug}>
          <a href={`/${locale}/devices/${device.slug}`}>
            <DeviceName device={device} />
          </a>
          <Launch device={device} today={today} />
        </li>
      ))}
    </ul>
  );
}
