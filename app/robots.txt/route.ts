import { connection } from "next/server";
import { siteOrigin } from "@/app/site";

/** Pages for one person, and the paths that only filters are rewritten to. */
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
];

export async function GET() {
  await connection();
  const lines = [
    "User-agent: *",
    ...closed.map((path) => `Disallow: ${path}`),
    "",
    `Sitemap: ${await siteOrigin()}/sitemap.xml`,
    "",
  ];
  return new Response(lines.join("\n"), {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, s-maxage=3600" },
  });
}
