import type postgres from "postgres";
import type { Role } from "@/rules/viewer";
import { accessibilityViolations, expect, test } from "./journey";

type Place = { name: string; as?: Role; path: string | ((sql: postgres.Sql) => Promise<string>) };

const newest =
  (select: (sql: postgres.Sql) => postgres.PendingQuery<{ path: string }[]>) => async (sql: postgres.Sql) =>
    (await select(sql))[0]?.path ?? "/";

/** One page of every kind. */
const places: Place[] = [
  { name: "front page", path: "/en" },
  { name: "front page in German", path: "/de" },
  { name: "devices", path: "/en/devices" },
  { name: "filtered devices", path: "/en/devices?brand=xiaomi&status=released" },
  { name: "device of the past", path: "/en/devices/xiaomi-12s-ultra" },
  { name: "device of the past in German", path: "/de/devices/xiaomi-12s-ultra" },
  { name: "device to come", path: "/en/devices/samsung-galaxy-s27-ultra" },
  {
    name: "settled claim",
    path: newest(
      (sql) => sql`select '/en/claims/' || id as path from claim where external_id = 'c-x12su-045'`,
    ),
  },
  {
    name: "open claim",
    path: newest(
      (sql) =>
        sql`select '/en/claims/' || id as path from claim where verdict_id is null order by id limit 1`,
    ),
  },
  { name: "brand", path: "/en/brands/xiaomi" },
  { name: "sources", path: "/en/sources" },
  { name: "filtered sources in German", path: "/de/sources?kind=outlet" },
  { name: "members", path: "/de/members" },
  { name: "simulated member", path: "/en/members/ninetyhertz" },
  { name: "method", path: "/en/method" },
  { name: "method in German", path: "/de/method" },
  {
    name: "source",
    path: newest(
      (sql) =>
        sql`select '/en/sources/' || s.slug as path from source s join report r on r.origin_id = s.id group by 1 order by count(*) desc limit 1`,
    ),
  },
  {
    name: "document",
    path: newest(
      (sql) => sql`select '/en/documents/' || id as path from document where external_id = 'xiaomi-leica-pr'`,
    ),
  },
  { name: "moderation log", path: "/en/decisions" },
  { name: "search", path: "/en/search?q=ultra" },
  { name: "search without a result", path: "/de/search?q=zzzzzz" },
  { name: "imprint", path: "/de/imprint" },
  { name: "privacy", path: "/de/privacy" },
  { name: "contact", path: "/en/contact" },
  { name: "not found", path: "/en/no/such/page" },
  { name: "sign-in", path: "/en/sign-in" },
  { name: "mailbox", path: "/en/mailbox" },
  { name: "account", as: "member", path: "/de/account" },
  { name: "notifications", as: "member", path: "/en/notifications" },
  { name: "choice of mails", as: "member", path: "/de/account/notifications" },
  { name: "own record", as: "member", path: "/de/account/record" },
  { name: "submit", as: "member", path: "/en/submit" },
  { name: "submit with a value", as: "member", path: "/de/submit?device=iphone-20&attribute=weight" },
  { name: "own submissions", as: "member", path: "/en/submissions" },
  {
    name: "claim as its rater",
    as: "member",
    path: newest(
      (sql) =>
        sql`select '/en/claims/' || id as path from claim where verdict_id is null order by id limit 1`,
    ),
  },
  {
    name: "rating without a script",
    as: "member",
    path: newest(
      (sql) =>
        sql`select '/en/claims/' || id || '/rate' as path from claim where verdict_id is null order by id limit 1`,
    ),
  },
  { name: "state of mails", as: "moderator", path: "/de/moderation/mail" },
  { name: "moderation queue", as: "moderator", path: "/en/moderation" },
  { name: "official document", as: "moderator", path: "/de/moderation/documents/new" },
  {
    name: "ruling",
    as: "moderator",
    path: newest(
      (sql) =>
        sql`select '/de/claims/' || id || '/rule' as path from claim where verdict_id is null order by id limit 1`,
    ),
  },
];

for (const scheme of ["light", "dark"] as const)
  for (const role of [undefined, "member", "moderator"] as const)
    test(`axe finds nothing in ${scheme} on any page for ${role ?? "a visitor"}`, async ({
      page,
      sql,
      signInAs,
    }) => {
      if (role) await signInAs(page.context(), role);
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      for (const { name, path } of places.filter(({ as }) => as === role)) {
        await page.goto(typeof path === "string" ? path : await path(sql), { waitUntil: "networkidle" });
        expect.soft(await accessibilityViolations(page), name).toEqual([]);
      }
    });

test("no page is wider than a narrow telephone", async ({ page, sql, signInAs }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signInAs(page.context(), "moderator");
  for (const { name, path } of places) {
    await page.goto(typeof path === "string" ? path : await path(sql));
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, name).toBeLessThanOrEqual(320);
  }
});
