/** The languages of the interface. The first is the default. */
export const locales = ["en", "de"] as const;
export type Locale = (typeof locales)[number];

export function isLocale(word: string | undefined): word is Locale {
  return locales.some((locale) => locale === word);
}
