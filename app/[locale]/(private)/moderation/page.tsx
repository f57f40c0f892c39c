import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ErrorSummary } from "@/components/error-summary";
import { ModerationLinks } from "@/components/moderation-links";
import { QueueFilterForm } from "@/components/queue-filter-form";
import { QueueKinds } from "@/components/queue-kinds";
import { QueueList } from "@/components/queue-list";
import { RefusedViewer } from "@/components/refused-viewer";
import { TakeNext } from "@/components/take-next";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { countQueueItems, listBrandsWaiting, listQueueItems } from "@/db/queue-list";
import { objectionToModerating } from "@/rules/moderation";
import { parsePlace, placeText, type QueueFilters, queueHands, queueQuery } from "@/rules/queue";
import type { Member } from "@/rules/viewer";
import { queueKinds } from "@/rules/vocabulary";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const [t, queue] = await Promise.all([getTranslations("moderate"), getTranslations("queue")]);
  return { title: t("title"), description: queue("description") };
}

const pageSize = 25;

export default async function ModerationPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const [locale, viewer, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    getTranslations("moderate"),
  ]);
  const objection = objectionToModerating(viewer);
  return (
    <div className="form-page wide">
      <h1>{t("title")}</h1>
      {objection && <RefusedViewer reason={objection} path={`/${locale}/moderation`} />}
      {viewer && !objection && <Queue viewer={viewer} query={query} />}
    </div>
  );
}

function filtersOf(query: Query): QueueFilters {
  const given = (name: string) => queryValue(query, name, 80)?.trim() || null;
  return {
    kind: queueKinds.find((kind) => kind === given("kind")) ?? null,
    brand: given("brand"),
    device: given("device"),
    hands: queueHands.find((hands) => hands === given("hands")) ?? null,
    overdue: given("overdue") === "1",
  };
}

async function Queue({ viewer, query }: { viewer: Member; query: Query }) {
  const filters = filtersOf(query);
  const [locale, t, { refusal }, found, counts, brands] = await Promise.all([
    currentLocale(),
    getTranslations("queue"),
    shownDraft(query, viewer),
    listQueueItems(viewer.id, {
      filters,
      after: parsePlace(queryValue(query, "after") ?? ""),
      limit: pageSize + 1,
    }),
    countQueueItems(),
    listBrandsWaiting(),
  ]);
  const entries = found.slice(0, pageSize);
  const last = found.length > pageSize ? entries.at(-1) : undefined;
  const list = queueQuery(filters).toString();
  return (
    <>
      <p className="lede">{counts.length === 0 ? t("empty") : t("description")}</p>
      <ModerationLinks />
      <Told query={query} />
      {refusal && <ErrorSummary title={t("refused")} reason={refusal.words} problems={refusal.problems} />}
      <QueueKinds counts={counts} filters={filters} />
      <QueueFilterForm filters={filters} brands={brands} />
      {counts.length > 0 && <TakeNext filters={filters} />}
      {counts.length > 0 && entries.length === 0 && <p>{t("none")}</p>}
      <QueueList entries={entries} viewer={viewer} list={list} />
      <p className="actions">
        {queryValue(query, "after") && (
          <ButtonLink href={`/${locale}/moderation?${list}`}>{t("first")}</ButtonLink>
        )}
        {last && (
          <ButtonLink href={`/${locale}/moderation?${list}${list && "&"}after=${placeText(last)}`}>
            {t("more")}
          </ButtonLink>
        )}
      </p>
    </>
  );
}

/** What was done on the page before. */
async function Told({ query }: { query: Query }) {
  const [moderate, t] = await Promise.all([getTranslations("moderate"), getTranslations("queue")]);
  const state = queryValue(query, "state");
  if (state === "accepted") return <Notice kind="done">{moderate("accepted")}</Notice>;
  if (state === "refused") return <Notice kind="done">{moderate("refusedDone")}</Notice>;
  if (queryValue(query, "released")) return <Notice kind="done">{t("released")}</Notice>;
  return queryValue(query, "nothing") ? <Notice>{t("nothing")}</Notice> : null;
}
