import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { getTranslations } from "next-intl/server";
import { requireLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";
import { SourceTable } from "@/components/source-table";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { listSources, type SourceCard } from "@/db/sources";
import { groupBy } from "@/rules/grouping";
import { type SourceKind, sourceKinds } from "@/rules/vocabulary";

/** Those who speak for themselves or know first before those who pass on. */
const order: readonly SourceKind[] = [
  "leaker",
  "analyst",
  ...sourceKinds.filter((kind) => !["leaker", "analyst", "outlet"].includes(kind)),
  "outlet",
];

async function loadSources(): Promise<SourceCard[]> {
  "use cache";
  cacheLife("page");
  cacheTag("everything", "home");
  const sources = await listSources();
  return sources.sort((a, b) => b.originated.total - a.originated.total || b.documents - a.documents);
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("source.list");
  return publicMetadata({
    locale: await requireLocale(),
    path: "/sources",
    title: t("title"),
    description: t("description"),
  });
}

export default async function SourcesPage() {
  await requireLocale();
  const sources = await loadSources();
  const t = await getTranslations("source");
  const byKind = groupBy(sources, (source) => source.kind);
  const kinds = order.filter((kind) => byKind.has(kind));
  return (
    <div className="listpage">
      <h1>{t("list.title")}</h1>
      <p className="standfirst">{t("list.lede")}</p>
      {sources.length === 0 && <Notice title={t("list.empty")} />}
      <nav className="jump" aria-label={t("jump")}>
        <ul>
          {kinds.map((kind) => (
            <li key={kind}>
              <a href={`#${kind}`}>{t(`kinds.${kind}`)}</a> <small>{byKind.get(kind)?.length}</small>
            </li>
          ))}
        </ul>
      </nav>
      {kinds.map((kind) => (
        <Section key={kind} id={kind} title={t(`kinds.${kind}`)}>
          <SourceTable kind={kind} sources={byKind.get(kind) ?? []} />
        </Section>
      ))}
    </div>
  );
}
