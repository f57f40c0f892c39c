import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import type { ExchangeFile } from "@/rules/exchange";
import { accessibilityViolations, test as base, expect, signIn } from "./journey";
import { type PastSite, startPastSite } from "./past-site";
import { opening, words } from "./words";

type Locale = "en" | "de";

const test = base.extend<{ past: PastSite }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
  past: async ({}, use) => {
    const site = await startPastSite("2022-07-03");
    await use(site);
    await site.stop();
  },
});

const announcements: Record<Locale, { title: string; text: string }> = {
  de: {
    title: "Xiaomi stellt das Xiaomi 12S Ultra vor",
    text: `Peking. Xiaomi stellt heute, am 4. Juli 2022, das Xiaomi 12S Ultra vor, sein erstes Smartphone aus der Zusammenarbeit mit Leica.

Kamera
Die Hauptkamera des Xiaomi 12S Ultra löst mit 50 Megapixeln auf. Sie nutzt den Sony IMX989, einen Sensor im 1-Zoll-Format. Die Frontkamera hat 32 Megapixel.

Akku und Laden
Der Akku des Xiaomi 12S Ultra hat eine Kapazität von 4860 mAh. Per Kabel lädt das Smartphone mit 67 W. Kabellos lädt es mit 50 W.

Display
Das Display misst 6,73 Zoll in der Diagonale.

Preis
In China kostet das Xiaomi 12S Ultra mit 8 GB + 256 GB 5.999 CNY.`,
  },
  en: {
    title: "Xiaomi presents the Xiaomi 12S Ultra",
    text: `Beijing. Today, 4 July 2022, Xiaomi presents the Xiaomi 12S Ultra, its first smartphone made together with Leica.

Camera
The main camera of the Xiaomi 12S Ultra has 50 megapixels. It uses the Sony IMX989, a 1-inch type sensor. The front camera has 32 megapixels.

Battery and charging
The battery of the Xiaomi 12S Ultra has a capacity of 4,860 mAh. By cable the phone charges at 67 W. Wirelessly it charges at 50 W.

Display
The display measures 6.73 inches diagonally.

Price
In China the Xiaomi 12S Ultra with 8 GB + 256 GB costs 5,999 yuan.`,
  },
};

/** What the announcement decides whatever else it does, and what it is silent about. */
const decided = {
  "c-x12su-021": "confirmed",
  "c-x12su-028": "confirmed",
  "c-x12su-026": "refuted",
  "c-x12su-044": "confirmed",
  "c-x12su-045": "refuted",
  "c-x12su-046": "confirmed",
  "c-x12su-047": "confirmed",
  "c-x12su-049": "confirmed",
  "c-x12su-053": "refuted",
  "c-x12su-054": "confirmed",
  "c-x12su-063": "confirmed",
};
const silent = ["c-x12su-058", "c-x12su-060", "c-x12su-074", "c-x12su-075", "c-x12su-078", "c-x12su-069"];

/** Tabs forward until the focus is there; a date field has stops of its own in between. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < 80; stop++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error("The keyboard never came there.");
}

/** A date field takes its parts in the order of the browser's language. */
async function typeDay(page: Page, day: string): Promise<void> {
  const [year = "", month = "", date = ""] = day.split("-");
  const field = page.locator("#published");
  await page.keyboard.type(month + date + year);
  if ((await field.inputValue()) === day) return;
  await page.keyboard.press("Shift+Tab");
  await tabTo(page, field);
  await page.keyboard.type(date + month + year);
  await expect(field).toHaveValue(day);
}

async function enterDocument(page: Page, locale: Locale): Promise<void> {
  const { form } = words[locale].workbench;
  const { title, text } = announcements[locale];
  const field = (label: string) => page.getByLabel(label, { exact: true });
  await tabTo(page, field(form.url));
  await page.keyboard.insertText(`https://www.mi.com/${locale}/news/xiaomi-12s-ultra?utm_source=feed`);
  await tabTo(page, field(form.title));
  await page.keyboard.insertText(title);
  await tabTo(page, field(form.publisher));
  await page.keyboard.insertText("Xiaomi");
  await tabTo(page, field(form.published));
  await typeDay(page, "2022-07-04");
  await tabTo(page, field(form.text));
  await page.keyboard.insertText(text);
  await tabTo(page, page.getByRole("button", { name: form.send }));
  await page.keyboard.press("Enter");
}

/** Goes through everything the text decides: accepts what is suggested, skips what a person has to judge. */
async function acceptAll(page: Page, locale: Locale): Promise<void> {
  const { said, suggested } = words[locale].workbench;
  const claims = page.getByRole("region", { name: said }).locator("li.wb-claim");
  const count = await claims.count();
  expect(count).toBeGreaterThan(15);
  for (let at = 0; at < count; at++) {
    const claim = claims.nth(at);
    await expect(claim).toHaveAttribute("aria-current", "true");
    await page.keyboard.press((await claim.textContent())?.includes(suggested) ? "a" : "s");
  }
}

/** Claims ruled the other way than they were in the example data, which knows how it all came out. */
function contradictions(outcomes: Record<string, string>): string[] {
  const path = join(import.meta.dirname, "..", "db", "examples", "rumors.json");
  const { claims }: ExchangeFile = JSON.parse(readFileSync(path, "utf8"));
  const opposite: Record<string, string> = { confirmed: "refuted", refuted: "confirmed" };
  return claims.flatMap(({ id, verdict }) =>
    verdict && id in outcomes && outcomes[id] === opposite[verdict.outcome] ? [id] : [],
  );
}

type Ruled = { id: string; external_id: string; outcome: string; passage: string };

for (const locale of ["de", "en"] as const)
  test(`one announcement settles all claims it decides, by keyboard alone (${locale})`, async ({
    past,
    visitor,
  }) => {
    test.setTimeout(180_000);
    const { workbench } = words[locale];
    const page = await visitor({ baseURL: past.url });
    await signIn(past, page.context(), "moderator");
    await page.goto(`/${locale}/moderation/documents/new`);
    const started = performance.now();
    await enterDocument(page, locale);
    await expect(page.getByRole("heading", { name: workbench.said })).toBeVisible();
    await expect(page.getByText(workbench.keys.next)).toBeVisible();
    await acceptAll(page, locale);
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("heading", { name: workbench.follows.title })).toBeVisible();
    const beforehand = await past.sql`select 1 from verdict where not imported`;
    expect(beforehand).toHaveLength(0);
    // The page says so once the key works.
    await expect(page.getByText(workbench.follows.saveKey)).toBeVisible();
    await page.keyboard.press("Control+Enter");
    await expect(page.getByText(workbench.ruledRest)).toBeVisible();
    const seconds = (performance.now() - started) / 1000;

    const ruled = await past.sql<Ruled[]>`
      select c.id, c.external_id, v.outcome, v.passage from claim c join verdict v on v.id = c.verdict_id
      where not v.imported order by c.external_id`;
    console.log(`${ruled.length} claims settled in ${seconds.toFixed(1)} s (${locale})`);
    expect(seconds).toBeLessThan(120);
    const outcomes = Object.fromEntries(ruled.map((row) => [row.external_id, row.outcome]));
    expect(outcomes).toMatchObject(decided);
    expect(contradictions(outcomes)).toEqual([]);
    expect(Object.keys(outcomes).filter((id) => silent.includes(id))).toEqual([]);
    const stay = page.getByRole("region", { name: workbench.silent });
    await expect(stay.locator("li.wb-claim").first()).toContainText(workbench.because.silent);
    for (const { id, passage } of ruled) {
      expect(announcements[locale].text).toContain(passage);
      await page.goto(`/${locale}/claims/${id}`);
      await expect(page.locator(".stamp mark").first()).toHaveText(passage);
    }
  });

/** A document added without the form, for the journeys that begin behind it. */
async function addDocument(page: Page, locale: Locale): Promise<string> {
  const { title, text } = announcements[locale];
  const answer = await page.request.post("/api/v1/documents", {
    headers: { "sec-fetch-site": "same-origin" },
    data: {
      ...{ url: "https://www.mi.com/announcement", title, published: "2022-07-04", language: locale, text },
      publisher: { name: "Xiaomi", kind: "manufacturer" },
    },
  });
  expect(answer.status()).toBe(200);
  return (await answer.json()).id;
}

async function claimId({ sql }: PastSite, externalId: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`select id from claim where external_id = ${externalId}`;
  return row?.id ?? "";
}

test("the workbench is a plain form without a script, loses nothing to somebody who was faster, and pleases axe", async ({
  past,
  visitor,
}) => {
  test.setTimeout(180_000);
  const { workbench, vocabulary } = words.de;
  const page = await visitor({ baseURL: past.url, viewport: { width: 360, height: 740 } });
  await signIn(past, page.context(), "moderator");
  const document = await addDocument(page, "de");
  const [cable, battery, display] = await Promise.all(
    ["c-x12su-046", "c-x12su-049", "c-x12su-054"].map((id) => claimId(past, id)),
  );

  await test.step("with a script, on a telephone", async () => {
    await page.goto(`/de/moderation/documents/${document}`, { waitUntil: "networkidle" });
    expect(await page.evaluate(() => window.document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.locator(`#pick-${cable}`).click();
    await expect(page.locator("mark.wb-now strong")).toHaveText("67 W");
    await page.keyboard.press("1");
    await expect(page.getByRole("status").filter({ hasText: vocabulary.state.confirmed })).toBeAttached();
    await page.locator(`#pick-${battery}`).click();
    await page.keyboard.press("e");
    await page.keyboard.type("aaa");
    await page.keyboard.press("Escape");
    await expect(page.locator(`#passage-${battery}`)).toHaveValue(/aaa$/);
    await page.keyboard.press("a");
    await page.keyboard.press("Control+Enter");
    await expect(
      page.getByRole("alert").filter({ hasText: words.de.reasons["passage-not-in-text"] }),
    ).toBeVisible();
    await page.locator(`#passage-${battery}`).fill("Kapazität von 4860 mAh");
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  await test.step("somebody else is faster", async () => {
    const other = await visitor({ baseURL: past.url, javaScriptEnabled: false });
    await signIn(past, other.context(), "moderator");
    await other.goto(`/de/moderation/documents/${document}`);
    const row = other.locator(`#claim-${cable}`);
    await row.getByRole("radio", { name: vocabulary.state.partly }).check();
    await other.getByRole("button", { name: workbench.preview }).click();
    await other.getByRole("button", { name: workbench.follows.save }).click();
    await expect(other.getByText(workbench.ruledRest)).toBeVisible();
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("heading", { name: workbench.conflicts.title })).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: vocabulary.state.partly })).toContainText(
      vocabulary.state.confirmed,
    );
    expect(await accessibilityViolations(page)).toEqual([]);
    await expect(page.locator(`#passage-${battery}`)).toHaveValue("Kapazität von 4860 mAh");
  });

  await test.step("the rest is saved", async () => {
    await page.locator(`#pick-${display}`).click();
    await page.keyboard.press("a");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("heading", { name: workbench.follows.title })).toBeVisible();
    expect(await page.evaluate(() => window.document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole("button", { name: workbench.follows.save }).click();
    await expect(page.getByText(opening(workbench.ruledRest))).toBeVisible();
    const rows = await past.sql<{ id: string; outcome: string }[]>`
      select c.id, v.outcome from claim c join verdict v on v.id = c.verdict_id where not v.imported`;
    expect(Object.fromEntries(rows.map(({ id, outcome }) => [id, outcome]))).toEqual({
      [cable ?? ""]: "partly",
      [battery ?? ""]: "confirmed",
      [display ?? ""]: "confirmed",
    });
  });
});
