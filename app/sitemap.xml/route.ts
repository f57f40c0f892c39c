import { connection } from "next/server";
import { siteOrigin } from "@/app/site";
import { listSitemapEntries, type SitemapEntry } from "@/db/sitemap";
import { locales } from "@/rules/locales";

const fixed: SitemapEntry[] = [
  "",
  "/devices",
  "/sources",
  "/decisions",
  "/imprint",
  "/privacy",
  "/contact",
].map((path) => ({ path, changed: null }));

/** Made when asked for, so that the build needs no database; any cache may keep it. */
export async function GET() {
  await connection();
  const origin = await siteOrigin();
  const entries = [...fixed, ...(await listSitemapEntries())];
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.flatMap((entry) => locales.map((locale) => addressOf(entry, locale, origin))).join("\n")}
</urlset>
`;
  return new Response(body, {
    headers: { "Content-Type": "application/xml; charset=utf-8", "Cache-Control": "public, s-maxage=3600" },
  });
}

function addressOf({ path, changed }: SitemapEntry, locale: string, origin: string): string {
  const alternates = locales
    .map((other) => `<xhtml:link rel="alternate" hreflang="${other}" href="${origin}/${other}${path}"/>`)
    .join("");
  const lastmod = changed ? `<lastmod>${changed}</lastmod>` : "";
  return `<url><loc>${origin}/${locale}${path}</loc>${lastmod}${alternates}</url>`;
}
