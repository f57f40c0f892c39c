import { useLocale, useTranslations } from "next-intl";
import type { BeliefPoint } from "@/db/belief";
import type { ClaimEntry, ReportEntry } from "@/db/claims";
import { groupBy } from "@/rules/grouping";
import { dayOf } from "@/rules/provenance";
import { formatDay, formatPercent } from "./format";
import { StateMark } from "./state-mark";

type BeliefEvent = { day: string; reports: ReportEntry[]; verdict: ClaimEntry["verdict"] };

/** What happened to a claim, day by day: reports, official words among them, and the verdict. */
export function eventsOf(claim: ClaimEntry): BeliefEvent[] {
  const reports = groupBy(claim.reports, dayOf);
  const known = claim.verdict?.knownAt.slice(0, 10);
  return [...new Set([...reports.keys(), ...(known ? [known] : [])])].sort().map((day) => ({
    day,
    reports: reports.get(day) ?? [],
    verdict: day === known ? claim.verdict : null,
  }));
}

/** The events on the chart in words, with what was believed at the end of each day. */
export function BeliefEvents({
  claim,
  events,
  points,
}: {
  claim: ClaimEntry;
  events: BeliefEvent[];
  points: BeliefPoint[];
}) {
  const locale = useLocale();
  const t = useTranslations("belief");
  return (
    <ol className="belief-events">
      {events.map(({ day, reports, verdict }) => {
        const held = points.filter(({ at }) => at.slice(0, 10) <= day).at(-1);
        return (
          <li key={day}>
            <a href={`/${locale}/devices/${claim.device.slug}/on/${day}`}>
              <time dateTime={day}>{formatDay(day, "day", locale, "short")}</time>
            </a>
            {reports.map((report) => (
              <span key={report.id}>
                {t(report.fidelity === "altered" ? "event.altered" : `event.${report.stance}`, {
                  source: report.publisher.name,
                })}
              </span>
            ))}
            {verdict ? (
              <StateMark state={verdict.outcome} />
            ) : (
              held && <b>{t("event.held", { percent: formatPercent(held.probability, locale) })}</b>
            )}
          </li>
        );
      })}
    </ol>
  );
}
