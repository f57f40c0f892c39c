import "@/components/account.css";
import "@/components/board.css";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { MemberRecordView, RatingTable } from "@/components/member-record";
import { Section } from "@/components/ui/section";
import { UnscoredTable } from "@/components/unscored-table";
import { findOwnRecord } from "@/db/member-records";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("members.own");
  return { title: t("title") };
}

/** How one's own ratings came out: calibration, beside the others, where one was most wrong, and what counted for nothing. */
export default async function OwnRecordPage() {
  const locale = await currentLocale();
  const here = `/${locale}/account/record`;
  const viewer = await viewerOfRequest();
  if (!viewer) redirect(`/${locale}/sign-in?${new URLSearchParams({ returnTo: here })}`);
  if (viewer.handle === null) redirect(`/${locale}/welcome?${new URLSearchParams({ next: here })}`);
  const { tally, forecasts, others, worst, ratings, unscored } = await findOwnRecord(viewer.id);
  const t = await getTranslations("members");
  return (
    <>
      <header className="page-head">
        <h1>{t("own.title")}</h1>
        <p>
          {t.rich("own.intro", {
            link: (words) => <a href={`/${locale}/members/${viewer.handle}`}>{words}</a>,
          })}
        </p>
      </header>
      {!tally && <p>{t("own.none")}</p>}
      {tally && (
        <>
          <Section
            id="record"
            title={t("of.record")}
            intro={t(`of.${viewer.simulated ? "unrankable" : "settledOnly"}`, { n: tally.n })}
          >
            <MemberRecordView tally={tally} forecasts={forecasts} others={others}>
              {others === null && <p className="board-note">{t("own.alone")}</p>}
            </MemberRecordView>
          </Section>
          <Section id="worst" title={t("own.worst")} intro={t("own.worstIntro")}>
            <RatingTable ratings={worst} />
          </Section>
        </>
      )}
      {unscored.length > 0 && (
        <Section id="unscored" title={t("own.unscored")} intro={t("own.unscoredIntro")}>
          <UnscoredTable ratings={unscored} />
        </Section>
      )}
      {tally && (
        <Section id="settled" title={t("own.everything")}>
          <RatingTable ratings={ratings} />
          {ratings.length < tally.n && (
            <p className="board-note">{t("of.shown", { shown: ratings.length, n: tally.n })}</p>
          )}
        </Section>
      )}
    </>
  );
}
