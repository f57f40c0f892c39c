import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { HistoryList } from "@/components/history-list";
import { Pager } from "@/components/pager";
import { listHistory } from "@/db/history";

const A_PAGE = 50;
const LAST_PAGE = 1000;

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("history");
  return { title: t("title") };
}

/** Everything a member did here and everything decided about it, for themselves alone. */
export default async function OwnHistoryPage({ searchParams }: { searchParams: Promise<Query> }) {
  const asked = Number(queryValue(await searchParams, "page") ?? 1);
  const page = Number.isInteger(asked) && asked >= 1 && asked <= LAST_PAGE ? asked : 1;
  const locale = await currentLocale();
  const here = `/${locale}/account/history`;
  const viewer = await viewerOfRequest();
  if (!viewer) redirect(`/${locale}/sign-in?${new URLSearchParams({ returnTo: here })}`);
  const t = await getTranslations("history");
  const { entries, total } = await listHistory(viewer.id, { page, size: A_PAGE, ratings: true });
  return (
    <div className="listpage">
      <h1>{t("title")}</h1>
      <p className="standfirst">{t("lede")}</p>
      {entries.length === 0 && <p>{t("none")}</p>}
      <HistoryList entries={entries} />
      <Pager page={page} pages={Math.ceil(total / A_PAGE)} href={(to) => `${here}?page=${to}`} />
    </div>
  );
}
