import type { Page } from "@playwright/test";
import { accessibilityViolations, expect, test } from "./journey";
import { words } from "./words";

const day = (date: string, locale = "en") => `/${locale}/devices/xiaomi-12s-ultra/on/${date}`;

function specRow(page: Page, attribute: string) {
  // The router keeps the days seen last, hidden.
  return page.locator("#specs:visible .spec > li").filter({
    has: page.locator(".attr").filter({ hasText: new RegExp(`^${attribute}$`) }),
  });
}

/** What the day of the press release may show: Leica, July as a rumor, the old name, 120 W, and nothing of July 2022. */
async function expect23May(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: "Xiaomi 12 Ultra" })).toBeVisible();
  await expect(page.locator(".past-day:visible time")).toHaveAttribute("datetime", "2022-05-23");
  await expect(specRow(page, "Camera partner")).toContainText("Leica");
  await expect(specRow(page, "Camera partner").locator("> .mark").first()).toHaveText("Confirmed");
  const charging = specRow(page, "Wired charging power");
  await expect(charging.locator("> .value")).toHaveText(/^120\sW$/);
  await expect(charging.locator("> .mark")).toHaveText("Rumored");
  await expect(charging).not.toContainText(/67\sW/);
  await expect(page.getByRole("main").getByText("12S Ultra").filter({ visible: true })).toHaveCount(0);
  await expect(page.locator("main time[datetime^='2022-07']:visible")).toHaveCount(0);
}

test("a reader goes to 23 May 2022 from the device page and sees what was believed, not what came later", async ({
  page,
}) => {
  await page.goto("/en/devices/xiaomi-12s-ultra");
  const days = page.getByRole("navigation", { name: words.en.past.link });
  await days.getByRole("link", { name: "23 May 2022" }).click();
  await expect(page).toHaveURL(day("2022-05-23"));
  await expect23May(page);
  await page.getByRole("link", { name: words.en.past.since }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Xiaomi 12S Ultra" })).toBeVisible();
});

test("the slider moves through the days by keyboard and keeps the focus", async ({ page }) => {
  await page.goto(day("2022-05-31"));
  const slider = page.getByRole("slider", { name: words.en.past.player.slider });
  await slider.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(day("2022-05-23"));
  await expect23May(page);
  await expect(slider).toBeFocused();
  await expect(slider).toHaveAttribute("aria-valuetext", "23 May 2022");
});

test("the time machine plays day after day until it is stopped", async ({ page }) => {
  await page.goto(day("2022-05-20"));
  await page.getByRole("button", { name: words.en.past.player.play }).click();
  await expect(page).toHaveURL(day("2022-05-23"), { timeout: 20_000 });
  await page.getByRole("button", { name: words.en.past.player.pause }).click();
  await expect(page.getByRole("button", { name: words.en.past.player.play })).toBeVisible();
});

test("without JavaScript the links lead from day to day", async ({ visitor }) => {
  const page = await visitor({ javaScriptEnabled: false });
  await page.goto(day("2022-05-23"));
  await expect23May(page);
  await page.locator("a[rel=prev]").click();
  await expect(page.locator(".past-day time")).not.toHaveAttribute("datetime", "2022-05-23");
  await page.locator("a[rel=next]").click();
  await expect23May(page);
});

test("a day that is none, lies before the first report or in the future, is not found", async ({ page }) => {
  for (const date of ["2022-02-30", "1999-01-01", "2999-01-01", "yesterday"])
    expect((await page.goto(day(date)))?.status(), date).toBe(404);
});

test("a past day asks not to be listed and names the last day on which something moved", async ({ page }) => {
  await page.goto(day("2022-05-24"));
  await expect(page.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/);
  await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", /\/on\/2022-05-23$/);
});

for (const locale of ["en", "de"] as const)
  test(`a past day is accessible and fits 360 px, in ${locale}`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(day("2022-05-23", locale));
    await expect(page.getByRole("slider", { name: words[locale].past.player.slider })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await accessibilityViolations(page)).toEqual([]);
  });
