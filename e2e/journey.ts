import { createHash, randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from "@playwright/test";
import postgres from "postgres";
import type { Role } from "@/rules/viewer";

export type Person = { id: string; handle: string; email: string };

type Journeys = {
  /** A member of this role, signed in with this browser by a session row, as a later visit would find them. */
  signInAs: (context: BrowserContext, role?: Role) => Promise<Person>;
  /** A second browser: another visitor, signed out. */
  visitor: (options?: BrowserContextOptions) => Promise<Page>;
};
type Site = { sql: postgres.Sql };

/** What a page may never do, in any journey: break the content policy, throw, or talk to anybody else. */
function watch(page: Page, offences: string[]): void {
  page.on("console", (message) => {
    // A refused write answers 4xx, which Chromium reports as an error of the console; the page shows it itself.
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) offences.push(message.text());
  });
  page.on("pageerror", (error) => offences.push(`${page.url()}: ${error.message}`));
  page.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (/^https?:$/.test(protocol) && hostname !== "localhost")
      offences.push(`third party: ${request.url()}`);
  });
}

export const test = base.extend<Journeys & { offences: string[] }, Site>({
  sql: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
    async ({}, use) => {
      const sql = postgres(process.env.E2E_DATABASE_URL ?? "", { max: 2, onnotice: () => {} });
      await use(sql);
      await sql.end({ timeout: 5 });
    },
    { scope: "worker" },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
  baseURL: async ({}, use) => use(process.env.E2E_URL),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
  offences: async ({}, use) => {
    const offences: string[] = [];
    await use(offences);
    expect(offences).toEqual([]);
  },
  page: async ({ page, offences }, use) => {
    watch(page, offences);
    await use(page);
  },
  visitor: async ({ browser, baseURL, offences }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL, ...options });
      opened.push(context);
      const page = await context.newPage();
      watch(page, offences);
      return page;
    });
    for (const context of opened) await context.close();
  },
  signInAs: async ({ sql, baseURL }, use) => {
    await use((context, role = "member") => signIn({ sql, url: baseURL }, context, role));
  },
});

/** A new member of this role, signed in with this browser on a site. */
export async function signIn(
  { sql, url }: { sql: postgres.Sql; url: string | undefined },
  context: BrowserContext,
  role: Role,
): Promise<Person> {
  const token = randomBytes(32).toString("base64url");
  const person = await newMember(sql, role);
  const hash = createHash("sha256").update(token).digest("hex");
  const expires = new Date(Date.now() + 86_400_000);
  await sql`insert into session (session_token, user_id, expires) values (${hash}, ${person.id}, ${expires})`;
  await context.addCookies([{ name: "hearsay-session", value: token, url, httpOnly: true, sameSite: "Lax" }]);
  return person;
}

async function newMember(sql: postgres.Sql, role: Role): Promise<Person> {
  const id = randomUUID();
  const handle = `e2e${id.replaceAll("-", "").slice(0, 16)}`;
  const email = `${handle}@example.org`;
  await sql`insert into member (id, email, handle, handle_folded, role) values (${id}, ${email}, ${handle}, ${handle}, ${role})`;
  return { id, handle, email };
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type AxeRun = {
  axe: {
    run: (
      options: object,
    ) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
  };
};

/** What axe objects to on this page; evaluated, because the content policy lets no script be added. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as AxeRun).axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
    );
  });
}

export { expect };
