import { useLocale } from "next-intl";
import type { Precision } from "@/rules/vocabulary";
import { dayAttribute, formatDay } from "./format";

export function Day({
  day,
  precision = "day",
  length = "long",
}: {
  /** A day or an instant, ISO, in UTC. */
  day: string;
  precision?: Precision;
  length?: "long" | "short";
}) {
  const locale = useLocale();
  const date = day.slice(0, 10);
  return <time dateTime={dayAttribute(date, precision)}>{formatDay(date, precision, locale, length)}</time>;
}
