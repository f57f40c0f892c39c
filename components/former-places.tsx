import { useLocale, useTranslations } from "next-intl";
import type { DeviceRef } from "@/db/references";
import { Day } from "./day";

/** Where a claim stood before: what was said there was said of that device. */
export function FormerPlaces({ places }: { places: { device: DeviceRef; at: string }[] }) {
  const locale = useLocale();
  const t = useTranslations("identity");
  return places.map(({ device, at }) => (
    <p key={at} className="meta">
      {t.rich("stoodBefore", {
        name: device.name,
        device: (name) => <a href={`/${locale}/devices/${device.slug}`}>{name}</a>,
        day: () => <Day day={at} />,
      })}
    </p>
  ));
}
