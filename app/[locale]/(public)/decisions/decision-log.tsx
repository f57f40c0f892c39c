import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";
import { DecisionFilterForm } from "@/components/decision-filter-form";
import { DecisionRow } from "@/components/decision-row";
import { type DecisionEntry, listDecidedDevices, listDecisions } from "@/db/decisions";
import {
  type DecisionFilters,
  decisionQuery,
  decisionSegment,
  parseDecisionSegment,
} from "@/rules/decisions";

const A_PAGE = 50;

type Log = { entries: DecisionEntry[]; more: boolean; devices: { slug: string; name: string }[] };

async function loadDecisions(segment: string): Promise<Log | null> {
  "use cache";
  cacheLife("page");
  cacheTag("everything", "decisions");
  const filters = parseDecisionSegment(segment);
  if (!filters) return null;
  const [entries, devices] = await Promise.all([
    listDecisions({ filters, limit: A_PAGE + 1 }),
    listDecidedDevices(),
  ]);
  return entries && { entries: entries.slice(0, A_PAGE), more: entries.length > A_PAGE, devices };
}

/** What a narrowed log is called: the names of its filters. */
async function narrowing(filters: DecisionFilters, log: Log): Promise<string> {
  const t = await getTranslations("decisions");
  const vocabulary = await getTranslations("vocabulary.state");
  const names = [
    filters.kind && t(`group.${filters.kind}`),
    filters.outcome && vocabulary(filters.outcome),
    filters.device && log.devices.find(({ slug }) => slug === filters.device)?.name,
  ];
  return names.filter((name) => name).join(", ");
}

function feedPath(filters: DecisionFilters): string {
  return `/decisions/feed.xml${decisionQuery({ ...filters, before: null })}`;
}

export async function decisionLogMetadata(filters: DecisionFilters): Promise<Metadata> {
  const log = await loadDecisions(decisionSegment(filters));
  if (!log) return {};
  const t = await getTranslations("decisions");
  const locale = await currentLocale();
  const what = await narrowing(filters, log);
  const title = what ? t("titleOf", { what }) : t("title");
  const metadata = await publicMetadata({
    locale,
    path: `/decisions${decisionQuery(filters)}`,
    title: filters.before ? t("olderTitle", { title }) : title,
    description: t("description"),
  });
  const types = { "application/atom+xml": [{ url: `/${locale}${feedPath(filters)}`, title }] };
  return { ...metadata, alternates: { ...metadata.alternates, types } };
}

export async function DecisionLog({ filters }: { filters: DecisionFilters }) {
  const log = await loadDecisions(decisionSegment(filters));
  if (!log) notFound();
  const t = await getTranslations("decisions");
  const locale = await currentLocale();
  const what = await narrowing(filters, log);
  const last = log.entries.at(-1);
  const at = (more: Partial<DecisionFilters>) =>
    `/${locale}/decisions${decisionQuery({ ...filters, ...more })}`;
  return (
    <div className="listpage">
      <h1>{t("title")}</h1>
      <p className="standfirst">{t("lede")}</p>
      <DecisionFilterForm filters={filters} devices={log.devices} path="/decisions" />
      <p className="actions">
        {what && <span>{t("narrowed", { what })}</span>}
        {what && <a href={`/${locale}/decisions`}>{t("all")}</a>}
        <a href={`/${locale}${feedPath(filters)}`} type="application/atom+xml">
          {t("feed")}
        </a>
      </p>
      {log.entries.length === 0 && <p>{t(what ? "noneOf" : "empty")}</p>}
      <ol className="rows">
        {log.entries.map((entry) => (
          <DecisionRow key={entry.id} entry={entry} />
        ))}
      </ol>
      <p className="actions">
        {filters.before !== null && (
          <a className="button" href={at({ before: null })}>
            {t("newest")}
          </a>
        )}
        {log.more && last && (
          <a className="button" href={at({ before: last.id })}>
            {t("older")}
          </a>
        )}
      </p>
    </div>
  );
}
