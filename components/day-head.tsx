import "./time-machine.css";
import { useLocale, useTranslations } from "next-intl";
import type { DeviceOnDay } from "@/db/device-on-day";
import { Day } from "./day";
import { DeviceFacts, FormerNames } from "./device-identity";
import { formatDay } from "./format";
import { Crumbs } from "./ui/crumbs";

/** What the device was called and known to be on a day, with the ways to other days. */
export function DayHead({ found }: { found: DeviceOnDay }) {
  const { device, day } = found;
  const locale = useLocale();
  const t = useTranslations("past");
  const words = useTranslations("device");
  return (
    <header className="past-head">
      <Crumbs
        label={words("crumbs")}
        parts={[
          { href: `/${locale}/devices`, name: words("devices") },
          { href: `/${locale}/brands/${device.brand.slug}`, name: device.brand.name },
        ]}
      />
      <p className="past-day">{t.rich("asOf", { day: () => <Day day={day} /> })}</p>
      <h1>{device.name}</h1>
      <FormerNames device={device} />
      <DeviceFacts device={device} />
      <p className="past-note">
        {t("note")} <a href={`/${locale}/devices/${device.slug}`}>{t("since")}</a>
      </p>
      <DayLinks found={found} />
    </header>
  );
}

function DayLinks({ found: { device, day, days } }: { found: DeviceOnDay }) {
  const locale = useLocale();
  const t = useTranslations("past");
  const before = days.findLast((event) => event.day < day)?.day;
  const after = days.find((event) => event.day > day)?.day;
  const path = `/${locale}/devices/${device.slug}/on/`;
  const name = (other: string) => formatDay(other, "day", locale);
  return (
    <nav className="past-links" aria-label={t("days")}>
      {before && (
        <a className="button" rel="prev" href={`${path}${before}`}>
          <span aria-hidden="true">←</span> {t("before", { day: name(before) })}
        </a>
      )}
      {after && (
        <a className="button" rel="next" href={`${path}${after}`}>
          {t("after", { day: name(after) })} <span aria-hidden="true">→</span>
        </a>
      )}
    </nav>
  );
}
