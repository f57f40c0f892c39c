import { useLocale, useTranslations } from "next-intl";
import type { DeviceCard } from "@/db/devices";
import { isOverdue } from "@/rules/device-filters";
import { Day } from "./day";
import { formatPercent, formatValue } from "./format";

/** When a device came or is expected: announced days upright, expected ones in italics with how likely they are. */
export function Launch({ device, today }: { device: DeviceCard; today: string }) {
  const t = useTranslations("devices.launch");
  const day = device.announced ?? device.released;
  if (day) {
    return (
      <span className="launch">
        <b>
          <Day day={day} />
        </b>
        <small>{t("announced")}</small>
      </span>
    );
  }
  if (device.status === "announced") return <LaunchWords text={t("announcedUndated")} />;
  if (device.status === "cancelled") return <LaunchWords text={t("cancelled")} />;
  if (!device.expectedLaunch) return <LaunchWords text={t("undated")} />;
  return <ExpectedLaunch device={device} claim={device.expectedLaunch} today={today} />;
}

function LaunchWords({ text }: { text: string }) {
  return (
    <span className="launch">
      <small>{text}</small>
    </span>
  );
}

function ExpectedLaunch({
  device,
  claim,
  today,
}: {
  device: DeviceCard;
  claim: NonNullable<DeviceCard["expectedLaunch"]>;
  today: string;
}) {
  const t = useTranslations("devices.launch");
  const locale = useLocale();
  return (
    <span className="launch">
      <i>{formatValue(claim.value, claim.attribute, locale)}</i>
      <small>
        {t(isOverdue(device, today) ? "overdue" : "expected")}{" "}
        {formatPercent(claim.credibility.probability, locale)}
      </small>
    </span>
  );
}
