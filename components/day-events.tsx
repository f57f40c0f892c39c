import { useLocale, useTranslations } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import type { DeviceOnDay } from "@/db/device-on-day";
import { ClaimValue } from "./claim-value";
import { formatPercent } from "./format";
import { stateOf } from "./slots";
import { StateMark } from "./state-mark";

/** What became public on the day itself: what was settled, then what was said and by whom. */
export function DayEvents({ found: { day, claimed, settled } }: { found: DeviceOnDay }) {
  const t = useTranslations("past.events");
  const said = claimed.filter((claim) => !settled.includes(claim));
  if (claimed.length + settled.length === 0) return <p>{t("none")}</p>;
  return (
    <ul className="past-events">
      {settled.map((claim) => (
        <li key={claim.id}>
          <StateMark state={stateOf(claim)} />
          <Slot claim={claim} />
        </li>
      ))}
      {said.map((claim) => (
        <li key={claim.id}>
          <StateMark state={stateOf(claim)} />
          <Slot claim={claim} />
          <Publishers claim={claim} day={day} />
        </li>
      ))}
    </ul>
  );
}

function Slot({ claim }: { claim: ClaimEntry }) {
  const locale = useLocale();
  return (
    <span>
      <span className="attr">
        {claim.attribute.name[locale]}
        {claim.scope && <span lang="en">, {claim.scope}</span>}
      </span>{" "}
      <a className="plain" href={`/${locale}/claims/${claim.id}`}>
        <ClaimValue claim={claim} />
      </a>{" "}
      {!claim.verdict && <small>{formatPercent(claim.credibility.probability, locale)}</small>}
    </span>
  );
}

function Publishers({ claim, day }: { claim: ClaimEntry; day: string }) {
  const locale = useLocale();
  const t = useTranslations("past.events");
  const today = claim.reports.filter((report) => report.publicOn === day);
  const names = (against: boolean) => [
    ...new Set(
      today
        .filter(({ stance }) => (stance === "contradicts") === against)
        .map(({ publisher }) => publisher.name),
    ),
  ];
  const list = (words: string[]) => new Intl.ListFormat(locale, { type: "unit" }).format(words);
  const [said, denied] = [names(false), names(true)];
  return (
    <small>
      {said.length > 0 && t("said", { sources: list(said) })}
      {said.length > 0 && denied.length > 0 && "; "}
      {denied.length > 0 && t("denied", { sources: list(denied) })}
    </small>
  );
}
