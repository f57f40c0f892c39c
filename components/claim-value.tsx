import { useLocale } from "next-intl";
import type { ReactNode } from "react";
import type { ClaimEntry } from "@/db/claims";
import { formatValue } from "./format";
import { stateOf } from "./slots";
import type { MarkState } from "./ui/mark";

/** Italic is hearsay, upright is fact, struck through is refuted. */
export function Standing({ state, children }: { state: MarkState; children: ReactNode }) {
  if (state === "refuted") return <s>{children}</s>;
  if (state === "rumored" || state === "unresolved") return <i>{children}</i>;
  return <b>{children}</b>;
}

type ValuedClaim = Pick<ClaimEntry, "value" | "attribute"> & Parameters<typeof stateOf>[0];

export function ClaimValue({ claim }: { claim: ValuedClaim }) {
  const locale = useLocale();
  return (
    <Standing state={stateOf(claim)}>
      <ValueText claim={claim} text={formatValue(claim.value, claim.attribute, locale)} />
    </Standing>
  );
}

/** Text values are in the language of their sentence; figures are in everybody's. */
function ValueText({
  claim,
  text,
}: {
  claim: Pick<ClaimEntry, "value"> & { language?: string };
  text: string;
}) {
  const locale = useLocale();
  const foreign = "text" in claim.value && claim.language && claim.language !== locale;
  return foreign ? <span lang={claim.language}>{text}</span> : text;
}
