import { notFound } from "next/navigation";
import { locale as rootLocale } from "next/root-params";
import { getRequestConfig } from "next-intl/server";
import de from "@/messages/de.json";
import en from "@/messages/en.json";
import { isLocale, type Locale } from "@/rules/locales";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof en;
  }
}

const messages = { en, de };

/** The language of the address being rendered. Only for pages; the API is told its language. */
export async function currentLocale(): Promise<Locale> {
  const word = await rootLocale();
  return isLocale(word) ? word : "en";
}

/**
 * The same for pages without a parameter of their own: the build renders them once, under a language that is none, and must
 * not get as far as the database.
 */
export async function requireLocale(): Promise<Locale> {
  const word = await rootLocale();
  return isLocale(word) ? word : notFound();
}

export default getRequestConfig(async ({ locale: asked }) => {
  const locale = isLocale(asked) ? asked : await currentLocale();
  return { locale, messages: messages[locale], timeZone: "UTC" };
});
