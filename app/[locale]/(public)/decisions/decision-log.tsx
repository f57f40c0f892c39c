import { cacheLife, cacheTag } from "next/cache";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { DecisionRow } from "@/components/decision-row";
import { type DecisionEntry, findDecisionMoment, listDecisions } from "@/db/decisions";

const A_PAGE = 50;

type Log = { entries: DecisionEntry[]; more: boolean };

async function loadDecisions(before: string | null): Promise<Log | null> {
  "use cache";
  cacheLife("page");
  cacheTag("everything", "decisions");
  const cursor = before === null ? undefined : await findDecisionMoment(before);
  if (cursor === null) return null;
  const entries = await listDecisions({ limit: A_PAGE + 1, ...(cursor ? { before: cursor } : {}) });
  return { entries: entries.slice(0, A_PAGE), more: entries.length > A_PAGE };
}

export async function DecisionLog({ before }: { before: string | null }) {
  const log = await loadDecisions(before);
  if (!log) notFound();
  const t = await getTranslations("decisions");
  const locale = await currentLocale();
  const last = log.entries.at(-1);
  return (
    <div className="listpage">
      <h1>{t("title")}</h1>
      <p className="standfirst">{t("lede")}</p>
      {log.entries.length === 0 && <p>{t("empty")}</p>}
      <ol className="rows">
        {log.entries.map((entry) => (
          <DecisionRow key={entry.id} entry={entry} />
        ))}
      </ol>
      <p className="actions">
        {before !== null && (
          <a className="button" href={`/${locale}/decisions`}>
            {t("newest")}
          </a>
        )}
        {log.more && last && (
          <a className="button" href={`/${locale}/decisions/before/${last.id}`}>
            {t("older")}
          </a>
        )}
      </p>
    </div>
  );
}
