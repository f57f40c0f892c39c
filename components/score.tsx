import { useFormatter } from "next-intl";

/** A score with three decimals: Brier, its parts, log scores. Signed where it is a difference. */
export function Score({ value, signed = false }: { value: number; signed?: boolean }) {
  const format = useFormatter();
  const figures = format.number(value, {
    minimumFractionDigits: 3,
    maximumFractionDigits: 3,
    signDisplay: signed ? "exceptZero" : "auto",
  });
  // Neither language's data has the minus sign, only the shorter hyphen.
  return figures.replace("-", "−");
}
