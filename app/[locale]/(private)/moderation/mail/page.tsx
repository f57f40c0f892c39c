import "@/components/account.css";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ErrorSummary } from "@/components/error-summary";
import { MailCounts, UnsettledMails } from "@/components/mail-status";
import { RefusedViewer } from "@/components/refused-viewer";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { findMailStatus, listUnsettledMails } from "@/db/mail-status";
import { objectionToSeeingMails, objectionToSettlingMails } from "@/rules/mails";
import type { Viewer } from "@/rules/viewer";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("mails");
  return { title: t("title"), description: t("description") };
}

const done = ["send", "drop"] as const;
const mostShown = 50;

export default async function MailStatusPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [query, locale, viewer, t] = await Promise.all([
    searchParams,
    currentLocale(),
    viewerOfRequest(),
    getTranslations("mails"),
  ]);
  const objection = objectionToSeeingMails(viewer);
  return (
    <div className="form-page wide">
      <h1>{t("title")}</h1>
      <p className="lede">{t("description")}</p>
      {objection ? (
        <RefusedViewer reason={objection} path={`/${locale}/moderation/mail`} />
      ) : (
        <Status viewer={viewer} query={query} />
      )}
    </div>
  );
}

async function Status({ viewer, query }: { viewer: Viewer; query: Query }) {
  const decides = objectionToSettlingMails(viewer) === null;
  const [locale, t, status, mails, { refusal }] = await Promise.all([
    currentLocale(),
    getTranslations("mails"),
    findMailStatus(),
    decides ? listUnsettledMails(viewer, mostShown) : [],
    shownDraft(query, viewer),
  ]);
  const finished = done.find((one) => one === queryValue(query, "done"));
  return (
    <>
      {finished && !refusal && <Notice kind="done">{t(`done.${finished}`)}</Notice>}
      {refusal && <ErrorSummary title={t("refused")} reason={refusal.words} problems={refusal.problems} />}
      <Section id="counts" title={t("counts")} intro={t(`route.${status.route ?? "none"}`)}>
        <MailCounts status={status} />
      </Section>
      <Section id="unsettled" title={t("unsettled")} intro={t("unsettledIntro")}>
        {decides ? <UnsettledMails mails={mails} failed={status.failed} /> : <p>{t("adminsOnly")}</p>}
      </Section>
      <p>
        <a href={`/${locale}/moderation`}>{t("toQueue")}</a>
      </p>
    </>
  );
}
