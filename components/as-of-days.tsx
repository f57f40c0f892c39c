import "./time-machine.css";
import { useLocale, useTranslations } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import { groupBy } from "@/rules/grouping";
import { dayOf } from "@/rules/provenance";
import { Day } from "./day";

/** So many days are named; the slider on their pages leads to all others. */
const named = 5;

/** Ways into the past of a device: the first report, and the days on which most became public. */
export function AsOfDays({ slug, claims }: { slug: string; claims: ClaimEntry[] }) {
  const t = useTranslations("past");
  const locale = useLocale();
  const days = busiestDays(claims);
  if (days.length < 2) return null;
  return (
    <nav className="past-days" aria-label={t("link")}>
      <span>{t("linkIntro")}</span>
      <ol>
        {days.map((day) => (
          <li key={day}>
            <a href={`/${locale}/devices/${slug}/on/${day}`}>
              <Day day={day} />
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function busiestDays(claims: ClaimEntry[]): string[] {
  const reported = claims.flatMap((claim) => claim.reports.map(dayOf)).sort();
  const [first] = reported;
  if (!first) return [];
  const settled = claims.flatMap(({ verdict }) => verdict?.knownAt.slice(0, 10) ?? []);
  const busiest = [
    ...groupBy(
      [...reported, ...settled].filter((day) => day >= first),
      (day) => day,
    ),
  ]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([day]) => day);
  return [...new Set([first, ...busiest])].slice(0, named).sort();
}
