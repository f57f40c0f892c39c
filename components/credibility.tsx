import { useLocale } from "next-intl";
import type { Credibility } from "@/rules/credibility";
import { formatPercent, formatPercentRange } from "./format";
import { CredibilityBar } from "./ui/credibility-bar";

type Estimate = Pick<Credibility, "probability" | "low" | "high">;

/** A credibility in figures, with the same drawn between them. */
export function CredibilityFigure({ estimate }: { estimate: Estimate }) {
  const locale = useLocale();
  return (
    <span className="cred">
      <b>{formatPercent(estimate.probability, locale)}</b>
      <CredibilityBar {...estimate} />
      <small>{formatPercentRange(estimate.low, estimate.high)}</small>
    </span>
  );
}
