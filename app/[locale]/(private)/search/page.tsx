import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { SearchFindings, SearchHelp } from "@/components/search-findings";
import { SearchForm } from "@/components/search-form";
import { findSearchResults } from "@/db/search";
import { parseSearch, SEARCH_LENGTH, SEARCH_WORDS } from "@/rules/search";

type Props = { searchParams: Promise<{ q?: string | string[] }> };

/** Of a query given several times the last counts, as with filters. */
async function queryOf({ searchParams }: Props) {
  const { q } = await searchParams;
  return parseSearch((Array.isArray(q) ? q.at(-1) : q) ?? "");
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const t = await getTranslations("search");
  const query = await queryOf(props);
  return {
    title: query ? t("titleOf", { query: query.shown }) : t("title"),
    description: t("description"),
    robots: { index: false },
  };
}

export default async function SearchPage(props: Props) {
  const query = await queryOf(props);
  const t = await getTranslations("search");
  const site = await getTranslations("site.search");
  return (
    <div className="listpage searchpage">
      <h1>{t("title")}</h1>
      <SearchForm
        id="search-q"
        locale={await currentLocale()}
        words={{ label: site("label"), hint: site("hint"), button: site("button") }}
        query={query?.shown ?? ""}
      />
      {query?.shortened && (
        <p className="found">{t("shortened", { words: SEARCH_WORDS, letters: SEARCH_LENGTH })}</p>
      )}
      {query ? (
        <SearchFindings query={query.shown} results={await findSearchResults(query)} />
      ) : (
        <SearchHelp />
      )}
    </div>
  );
}
