import { useLocale, useTranslations } from "next-intl";
import type { HomePage } from "@/db/home";
import { formatCount } from "./format";
import { LaunchCalendar } from "./launch-calendar";
import { NewRumors } from "./new-rumors";
import { SettledLast } from "./settled-last";
import { Notice } from "./ui/notice";
import { Section } from "./ui/section";

export type FrontPageData = HomePage & { today: string };

/** What moved last and what comes next, as a front page: settled first, then what is new, launches beside. */
export function FrontPage({ home }: { home: FrontPageData }) {
  const t = useTranslations("home");
  return (
    <>
      <Masthead totals={home.totals} />
      {home.totals.claims === 0 ? (
        <Notice title={t("empty.title")}>
          <p>{t("empty.text")}</p>
        </Notice>
      ) : (
        <div className="front">
          <Section id="settled" title={t("settled.title")} intro={t("settled.intro")}>
            <SettledLast claims={home.newestVerdicts} />
          </Section>
          <Section id="launches" title={t("launches.title")} intro={t("launches.intro")}>
            <LaunchCalendar devices={home.upcoming} today={home.today} />
          </Section>
          <Section id="rumors" title={t("rumors.title")} intro={t("rumors.intro")}>
            <NewRumors claims={home.newestClaims} />
          </Section>
        </div>
      )}
    </>
  );
}

function Masthead({ totals }: { totals: HomePage["totals"] }) {
  const t = useTranslations("home");
  const locale = useLocale();
  const counted = Object.fromEntries(
    Object.entries(totals).map(([name, count]) => [name, formatCount(count, locale)]),
  );
  return (
    <div className="masthead">
      <h1>{t.rich("heading", { hearsay: (words) => <i>{words}</i> })}</h1>
      <p className="standfirst">{t("lede")}</p>
      <p className="masthead-totals">
        {t.rich("totals", {
          ...counted,
          devicesLink: (words) => <a href={`/${locale}/devices`}>{words}</a>,
          sourcesLink: (words) => <a href={`/${locale}/sources`}>{words}</a>,
        })}
      </p>
    </div>
  );
}
