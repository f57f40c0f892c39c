import { useLocale, useTranslations } from "next-intl";
import { formatCount } from "./format";
import { MarkShape, type MarkState } from "./ui/mark";

export type Tally = {
  total: number;
  open: number;
  confirmed: number;
  partly: number;
  refuted: number;
  unresolved: number;
};
const columns: { state: MarkState; count: Exclude<keyof Tally, "total"> }[] = [
  { state: "confirmed", count: "confirmed" },
  { state: "partly", count: "partly" },
  { state: "refuted", count: "refuted" },
  { state: "unresolved", count: "unresolved" },
  { state: "rumored", count: "open" },
];

/** How claims came out: a shape and a number each, read out as words; kinds that did not occur are left out. */
export function OutcomeTally({ tally }: { tally: Tally }) {
  const t = useTranslations("claims");
  const locale = useLocale();
  const shown = columns.filter(({ count }) => tally[count] > 0);
  return (
    <ul className="tally">
      {shown.map(({ state, count }) => (
        <li key={state} className={state} title={t(count, { count: tally[count] })}>
          <MarkShape state={state} />
          <span aria-hidden="true">{formatCount(tally[count], locale)}</span>
          <span className="vh">{t(count, { count: tally[count] })}</span>
        </li>
      ))}
    </ul>
  );
}
