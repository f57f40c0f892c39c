import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { DecisionFilterForm } from "@/components/decision-filter-form";
import { DecisionRow } from "@/components/decision-row";
import { RefusedViewer } from "@/components/refused-viewer";
import { listDecidedDevices, listDecisions } from "@/db/decisions";
import { type DecisionFilters, decisionQuery, readDecisionFilters } from "@/rules/decisions";
import { objectionToModerating } from "@/rules/moderation";

const A_PAGE = 50;

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("trust.log");
  return { title: t("title") };
}

/** The log with the names of those who decided: for moderators. */
export default async function NamedLogPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [query, locale, viewer] = await Promise.all([searchParams, currentLocale(), viewerOfRequest()]);
  const t = await getTranslations("trust.log");
  const objection = objectionToModerating(viewer);
  return (
    <div className="listpage">
      <h1>{t("title")}</h1>
      {objection ? (
        <RefusedViewer reason={objection} path={`/${locale}/moderation/log`} />
      ) : (
        <NamedLog filters={readDecisionFilters((field) => queryValue(query, field, 80))} />
      )}
    </div>
  );
}

async function NamedLog({ filters }: { filters: DecisionFilters }) {
  const [locale, t, words] = await Promise.all([
    currentLocale(),
    getTranslations("trust.log"),
    getTranslations("decisions"),
  ]);
  const [found, devices] = await Promise.all([
    listDecisions({ filters, limit: A_PAGE + 1, names: true }),
    listDecidedDevices(),
  ]);
  if (!found) notFound();
  const entries = found.slice(0, A_PAGE);
  const last = entries.at(-1);
  const at = (more: Partial<DecisionFilters>) =>
    `/${locale}/moderation/log${decisionQuery({ ...filters, ...more })}`;
  return (
    <>
      <p className="standfirst">{t("lede")}</p>
      <DecisionFilterForm filters={filters} devices={devices} path="/moderation/log" />
      <p className="actions">
        <a href={`/${locale}/decisions${decisionQuery(filters)}`}>{t("public")}</a>
      </p>
      {entries.length === 0 && <p>{words("noneOf")}</p>}
      <ol className="rows">
        {entries.map((entry) => (
          <DecisionRow key={entry.id} entry={entry} />
        ))}
      </ol>
      <p className="actions">
        {filters.before !== null && (
          <a className="button" href={at({ before: null })}>
            {words("newest")}
          </a>
        )}
        {found.length > A_PAGE && last && (
          <a className="button" href={at({ before: last.id })}>
            {words("older")}
          </a>
        )}
      </p>
    </>
  );
}
