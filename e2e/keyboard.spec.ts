import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./journey";
import { opening, words } from "./words";

/** Tabs forward until the focus is there; every stop on the way has to be visible. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < 120; stop++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await expect(page.locator(":focus")).toBeVisible();
  }
  throw new Error("The keyboard never came there.");
}

test("with the keyboard alone one finds a claim, rates it and changes the rating", async ({
  page,
  signInAs,
}) => {
  const { site, rate, claim } = words.en;
  await signInAs(page.context());
  await page.goto("/en");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: site.skip })).toBeFocused();

  await tabTo(page, page.getByRole("searchbox", { name: site.search.label }));
  await page.keyboard.type("Xiaomi 18 Ultra");
  await page.keyboard.press("Enter");
  const device = page.getByRole("main").getByRole("link", { name: "Xiaomi 18 Ultra" }).first();
  await expect(device).toBeVisible();
  await tabTo(page, device);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Xiaomi 18 Ultra" })).toBeVisible();

  const record = page
    .locator("#claims details[open]")
    .first()
    .getByRole("link", { name: claim.toClaimAndRating });
  await tabTo(page, record);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/claims\//);
  await expect(page.getByRole("slider")).toBeAttached();
  const slider = page.getByRole("slider", { name: rate.question });
  await tabTo(page, slider);
  await page.keyboard.press("End");
  await expect(slider).toHaveAttribute("aria-valuetext", `99 percent, ${rate.steps["almost-surely"]}`);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(page.getByText(opening(rate.saved))).toContainText(/98\s?%/);

  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(page.getByText(opening(rate.saved))).toContainText(/\b1\s?%/);
});
