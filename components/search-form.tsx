import type { Locale } from "@/rules/locales";

type SearchFormProps = {
  id: string;
  locale: Locale;
  words: { label: string; hint: string; button: string };
  query?: string;
};

/** A plain GET form: search works before, and without, any script. */
export function SearchForm({ id, locale, words, query }: SearchFormProps) {
  return (
    <search>
      <form className="search" action={`/${locale}/search`}>
        <label className="vh" htmlFor={id}>
          {words.label}
        </label>
        <input
          id={id}
          name="q"
          type="search"
          placeholder={words.hint}
          defaultValue={query}
          maxLength={200}
          autoComplete="off"
        />
        <button type="submit">{words.button}</button>
      </form>
    </search>
  );
}
