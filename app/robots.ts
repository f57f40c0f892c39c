import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { siteOrigin } from "@/app/site";

/** Pages for one person, the paths that only filters are rewritten to, and devices as of every day. */
const closed = [
  "/api/",
  "/*/search",
  "/*/sign-in",
  "/*/welcome",
  "/*/account",
  "/*/mailbox",
  "/*/submit",
  "/*/submissions",
  "/*/moderation",
  "/*/claims/*/rate",
  "/*/claims/*/rule",
  "/*/devices/list/",
  "/*/devices/*/on/",
];

export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection();
  return { rules: { userAgent: "*", disallow: closed }, sitemap: `${await siteOrigin()}/sitemap.xml` };
}
