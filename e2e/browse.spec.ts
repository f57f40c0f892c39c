import { expect, test } from "./journey";
import { words } from "./words";

test("a visitor browses from the front page to a device, a claim and its source", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/en$/);
  await page.getByRole("banner").getByRole("link", { name: words.en.site.nav.devices }).click();
  const { brand, apply } = words.en.devices.filter;
  await page.getByLabel(brand, { exact: true }).selectOption("xiaomi");
  await page.getByRole("button", { name: apply }).click();
  await page.getByRole("main").getByRole("link", { name: "Xiaomi 12S Ultra" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Xiaomi 12S Ultra" })).toBeVisible();
  await page
    .locator("#specs")
    .getByRole("link", { name: /^67\sW$/ })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("67 W");
  await expect(page.locator(".claim-head .mark")).toHaveText("Confirmed");
  await page.locator('#reports a[href*="/sources/"]:not(svg a)').first().click();
  await expect(page).toHaveURL(/\/en\/sources\//);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Yogesh Brar");
});

test("the old name finds the phone", async ({ page }) => {
  await page.goto("/en");
  await page.getByRole("searchbox").fill("12 Ultra");
  await page.getByRole("searchbox").press("Enter");
  await page.getByRole("main").getByRole("link", { name: "Xiaomi 12S Ultra" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Xiaomi 12S Ultra" })).toBeVisible();
});

test("a German browser is answered in German, and the same page is one click away in English", async ({
  visitor,
}) => {
  const page = await visitor({ locale: "de-DE" });
  await page.goto("/");
  await expect(page).toHaveURL(/\/de$/);
  await page.goto("/de/devices/xiaomi-12s-ultra");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL(/\/en\/devices\/xiaomi-12s-ultra$/);
});

test("filters keep their address, also from the outside", async ({ page }) => {
  await page.goto("/en/devices?brand=nothing");
  await expect(page.getByRole("main")).toContainText("Nothing Phone (4)");
  await expect(page.getByRole("main").getByRole("link", { name: "Xiaomi 12S Ultra" })).toHaveCount(0);
});

test("what is not there says so, in the page's language", async ({ page }) => {
  for (const path of ["/de/devices/no-such-phone", "/de/claims/0", "/de/nowhere/at/all"]) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1, name: words.de.errors.notFound.title })).toBeVisible();
  }
});
