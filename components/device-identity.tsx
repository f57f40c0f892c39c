import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { DevicePage } from "@/db/devices";
import type { NameKind } from "@/rules/vocabulary";
import { ClaimValue } from "./claim-value";
import { Day } from "./day";
import { formatPercent } from "./format";
import { arrangeSlots } from "./slots";
import { Crumbs } from "./ui/crumbs";

/** What is it, what was it called, and when does it come. */
export function DeviceIdentity({ device }: { device: DevicePage }) {
  const locale = useLocale();
  const t = useTranslations("device");
  return (
    <div>
      <Crumbs
        label={t("crumbs")}
        parts={[
          { href: `/${locale}/devices`, name: t("devices") },
          { href: `/${locale}/brands/${device.brand.slug}`, name: device.brand.name },
        ]}
      />
      <h1>{device.name}</h1>
      <FormerNames device={device} />
      <DeviceFacts device={device} />
      <p className="lede" lang="en">
        {device.summary}
      </p>
    </div>
  );
}

export function FormerNames({ device }: { device: DevicePage }) {
  const t = useTranslations("device");
  const locale = useLocale();
  const names = namesOf(device, "rumored_name");
  if (device.workingName !== device.name) names.unshift(device.workingName);
  const distinct = [...new Set(names)].filter((name) => name !== device.name);
  if (distinct.length === 0) return null;
  return (
    <p className="formerly">
      {t("rumoredAs", {
        names: new Intl.ListFormat(locale, { type: "unit" }).format(distinct.map(unbroken)),
      })}
    </p>
  );
}

/** A short name stays on one line. */
function unbroken(name: string): string {
  return name.length <= 24 ? name.replaceAll(" ", "\u00a0") : name;
}

function namesOf(device: DevicePage, kind: NameKind): string[] {
  return device.names.filter((entry) => entry.kind === kind).map((entry) => entry.name);
}

export function DeviceFacts({ device }: { device: DevicePage }) {
  const t = useTranslations("device.facts");
  const status = useTranslations("vocabulary.deviceStatus");
  return (
    <dl className="facts">
      <Fact name={t("status")}>{status(device.status)}</Fact>
      {device.announced && (
        <Fact name={t("announced")}>
          <Day day={device.announced} />
        </Fact>
      )}
      {device.released && (
        <Fact name={t("released")}>
          <Day day={device.released} />
        </Fact>
      )}
      {!device.announced && <ExpectedLaunch device={device} />}
      <Names name={t("codename")} names={namesOf(device, "codename")} />
      <Names name={t("modelNumber")} names={namesOf(device, "model_number")} />
      <Names name={t("marketingName")} names={namesOf(device, "marketing_name")} />
    </dl>
  );
}

/** Before a launch day is known: the likeliest one, with how likely. */
function ExpectedLaunch({ device }: { device: DevicePage }) {
  const t = useTranslations("device.facts");
  const locale = useLocale();
  const launch = arrangeSlots(device.claims)
    .flatMap((group) => group.slots)
    .filter((slot) => ["announcement-date", "release-date"].includes(slot.attribute.slug))
    .sort((a, b) => a.attribute.slug.localeCompare(b.attribute.slug))
    .flatMap((slot) => slot.leading)
    .find((claim) => claim.verdict === null || claim.verdict.outcome === "confirmed");
  if (!launch) return null;
  return (
    <Fact name={t("expected")}>
      <ClaimValue claim={launch} />{" "}
      {!launch.verdict && <small>{formatPercent(launch.credibility.probability, locale)}</small>}
    </Fact>
  );
}

function Names({ name, names }: { name: string; names: string[] }) {
  const [first, ...others] = names;
  if (!first) return null;
  return (
    <Fact name={name}>
      {first} {others.length > 0 && <small>{others.join(", ")}</small>}
    </Fact>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
