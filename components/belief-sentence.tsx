import { useLocale, useTranslations } from "next-intl";
import type { BeliefPoint } from "@/db/belief";
import type { ClaimEntry } from "@/db/claims";
import { formatDay, formatPercent, formatValue } from "./format";

/** How belief in one claim moved, in words: where it began, its highest and where it stood last; days lead to the device as of then. */
export function BeliefSentence({ claim, points }: { claim: ClaimEntry; points: BeliefPoint[] }) {
  const t = useTranslations("belief");
  const state = useTranslations("vocabulary.state");
  const locale = useLocale();
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return null;
  const top = points.reduce((a, b) => (b.probability > a.probability ? b : a));
  const bottom = points.reduce((a, b) => (b.probability < a.probability ? b : a));
  const turn = top.probability - last.probability > last.probability - bottom.probability ? top : bottom;
  const day = (point: BeliefPoint) => {
    const on = point.at.slice(0, 10);
    return (
      <a href={`/${locale}/devices/${claim.device.slug}/on/${on}`}>
        <time dateTime={on}>{formatDay(on, "day", locale, "short")}</time>
      </a>
    );
  };
  const turned = turn !== first && turn !== last && Math.abs(turn.probability - last.probability) >= 0.01;
  return t.rich(turned ? "sentence.turned" : "sentence.straight", {
    value: formatValue(claim.value, claim.attribute, locale),
    name: (words) => <a href={`/${locale}/claims/${claim.id}`}>{words}</a>,
    first: formatPercent(first.probability, locale),
    turn: formatPercent(turn.probability, locale),
    last: formatPercent(last.probability, locale),
    firstDay: () => day(first),
    turnDay: () => day(turn),
    lastDay: () => day(last),
    outcome: claim.verdict ? state(claim.verdict.outcome) : "open",
    settled: claim.verdict ? "yes" : "no",
  });
}
