import { SearchForm } from "@/components/search-form";
import type { Locale } from "@/rules/locales";

export type NotFoundWords = {
  title: string;
  text: string;
  home: string;
  devices: string;
  searchLabel: string;
  searchHint: string;
  search: string;
};

export function NotFoundNotice({ locale, words }: { locale: Locale; words: NotFoundWords }) {
  return (
    <div className="dead-end">
      <p className="dead-end-code" aria-hidden="true">
        404
      </p>
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <SearchForm
        id="not-found-q"
        locale={locale}
        words={{ label: words.searchLabel, hint: words.searchHint, button: words.search }}
      />
      <p className="actions">
        <a className="button" href={`/${locale}`}>
          {words.home}
        </a>
        <a className="button" href={`/${locale}/devices`}>
          {words.devices}
        </a>
      </p>
    </div>
  );
}
