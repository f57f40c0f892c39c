import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { type Locale, locales } from "@/rules/locales";

/**
 * Where this installation is reached. Cached under `everything`, which the process expires when it starts,
 * so a build never freezes the address of the machine it ran on.
 */
export async function siteOrigin(): Promise<string> {
  "use cache";
  cacheLife("page");
  cacheTag("everything");
  return process.env.APP_URL?.replace(/\/+$/, "") || `http://localhost:${process.env.PORT || "3000"}`;
}

type PageDescription = {
  locale: Locale;
  /** The path after the language, beginning with a slash, or nothing for the home page. */
  path: string;
  title: string | { absolute: string };
  description?: string;
};

/** Title, description, canonical and the addresses in every language. */
export async function publicMetadata(page: PageDescription): Promise<Metadata> {
  const languages = Object.fromEntries(locales.map((locale) => [locale, `/${locale}${page.path}`]));
  return {
    metadataBase: new URL(await siteOrigin()),
    title: page.title,
    description: page.description,
    alternates: {
      canonical: `/${page.locale}${page.path}`,
      languages: { ...languages, "x-default": `/en${page.path}` },
    },
    openGraph: {
      title: typeof page.title === "string" ? page.title : page.title.absolute,
      description: page.description,
      type: "website",
      siteName: "Hearsay",
      locale: page.locale,
    },
  };
}
