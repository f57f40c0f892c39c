import { useTranslations } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import type { Locale } from "@/rules/locales";
import { formatPercent, formatPercentRange, formatValue } from "./format";
import { CredibilityBar } from "./ui/credibility-bar";
import { Mark, type MarkState } from "./ui/mark";

type Settleable = { verdict: { outcome: Exclude<MarkState, "rumored" | "official"> } | null };

/** A claim is a rumor until a verdict says otherwise. */
export function claimState(claim: Settleable): MarkState {
  return claim.verdict?.outcome ?? "rumored";
}

export function ClaimMark({ claim }: { claim: Settleable }) {
  const t = useTranslations("vocabulary.state");
  const state = claimState(claim);
  return <Mark state={state}>{t(state)}</Mark>;
}

/** A value set as its state reads: hearsay in italics, fact upright, what was refuted struck through. */
export function StateValue({ state, children }: { state: MarkState; children: string }) {
  if (state === "refuted") return <s className="value">{children}</s>;
  if (state === "rumored" || state === "unresolved") return <i className="value">{children}</i>;
  return <b className="value">{children}</b>;
}

export function ClaimValue({
  claim,
  locale,
}: {
  claim: Settleable & Pick<ClaimEntry, "value" | "attribute">;
  locale: Locale;
}) {
  return (
    <StateValue state={claimState(claim)}>{formatValue(claim.value, claim.attribute, locale)}</StateValue>
  );
}

/** Number, line and range; the line says all three to those who cannot see it. */
export function ClaimCredibility({
  claim,
  locale,
}: {
  claim: Pick<ClaimEntry, "credibility">;
  locale: Locale;
}) {
  const t = useTranslations("claims");
  const { probability, low, high } = claim.credibility;
  const range = formatPercentRange(low, high);
  return (
    <span className="cred">
      <b>{formatPercent(probability, locale)}</b>
      <CredibilityBar
        probability={probability}
        low={low}
        high={high}
        label={t("credibility", { percent: formatPercent(probability, locale), range })}
      />
      <small aria-hidden="true">{range}</small>
    </span>
  );
}

/** Origins beside reports: one leak repeated by ten outlets is one origin and ten reports. */
export function ClaimHeard({ claim }: { claim: Pick<ClaimEntry, "provenance"> }) {
  const t = useTranslations("claims");
  const { independentOrigins, supportingReports, contradictingReports } = claim.provenance;
  return (
    <span className="heard">
      {t("heard", {
        origins: independentOrigins,
        reports: supportingReports,
        against: contradictingReports,
      })}
    </span>
  );
}
