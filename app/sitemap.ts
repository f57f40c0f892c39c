import type { MetadataRoute } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { connection } from "next/server";
import { siteOrigin } from "@/app/site";
import { listSitemapEntries, type SitemapEntry } from "@/db/sitemap";
import { locales } from "@/rules/locales";

const fixed: SitemapEntry[] = [
  "",
  "/devices",
  "/sources",
  "/members",
  "/method",
  "/decisions",
  "/imprint",
  "/privacy",
  "/contact",
].map((path) => ({ path, changed: null }));

async function loadEntries(): Promise<SitemapEntry[]> {
  "use cache";
  cacheLife("page");
  cacheTag("everything", "home", "records");
  return [...fixed, ...(await listSitemapEntries())];
}

/** Every public page in every language. Made when asked for, so that the build needs no database. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection();
  const origin = await siteOrigin();
  return (await loadEntries()).flatMap(({ path, changed }) => {
    const languages = Object.fromEntries(locales.map((locale) => [locale, `${origin}/${locale}${path}`]));
    return locales.map((locale) => ({
      url: `${origin}/${locale}${path}`,
      alternates: { languages },
      ...(changed ? { lastModified: changed } : {}),
    }));
  });
}
