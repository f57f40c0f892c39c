import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./journey";

/** The row of the likely spec sheet for this attribute, and the rivals folded under it. */
function slot(page: Page, attribute: string): { row: Locator; leading: Locator; folded: Locator } {
  const row = page.locator("#specs .spec > li").filter({
    has: page.locator(".attr").filter({ hasText: new RegExp(`^${attribute}$`) }),
  });
  return { row, leading: row.locator("> .value"), folded: row.locator("details") };
}

test("the Xiaomi 12S Ultra shows value by value what was said and what was true", async ({ page }) => {
  await page.goto("/en/devices/xiaomi-12s-ultra");
  await expect(page.getByRole("heading", { level: 1, name: "Xiaomi 12S Ultra" })).toBeVisible();

  const name = slot(page, "Product name");
  await expect(name.leading).toHaveText("Xiaomi 12S Ultra");
  await expect(name.row.locator("> .mark")).toHaveText("Confirmed");
  await name.folded.locator("summary").click();
  const oldName = name.folded
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: "Xiaomi 12 Ultra" }) });
  await expect(oldName).toContainText("Refuted");

  const charging = slot(page, "Wired charging power");
  await expect(charging.leading).toHaveText(/^67\sW$/);
  await expect(charging.row.locator("> .mark")).toHaveText("Confirmed");
  await charging.folded.locator("summary").click();
  const rival = charging.folded
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: /^120\sW$/ }) });
  await expect(rival).toContainText("Refuted");
  await expect(rival).toContainText("3 origins");
  await expect(rival).toContainText("8 reports");
});

test("Leica is confirmed by the press release of 23 May 2022", async ({ page }) => {
  await page.goto("/en/devices/xiaomi-12s-ultra");
  const day = page
    .locator(".official-record > li")
    .filter({ has: page.locator("time[datetime='2022-05-23']") });
  await expect(day).toContainText("Leica");
  await expect(day).toContainText(/press release/i);
});
