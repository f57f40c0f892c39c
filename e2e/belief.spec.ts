import { accessibilityViolations, expect, test } from "./journey";

test("the device page tells how belief moved on the questions most talked about, and leads to a day", async ({
  page,
}) => {
  await page.goto("/en/devices/xiaomi-12s-ultra");
  const belief = page.locator("#belief");
  await expect(belief.getByRole("heading", { name: "How belief moved" })).toBeVisible();
  expect(await belief.getByRole("img").count()).toBeGreaterThan(1);
  const day = belief.getByRole("link", { name: /^\d+ \w+ 20\d\d$/ }).first();
  await expect(day).toHaveAttribute("href", /\/en\/devices\/xiaomi-12s-ultra\/on\/20\d\d-\d\d-\d\d/);
});

for (const locale of ["en", "de"] as const)
  test(`a claim page tells how belief moved and why, on a telephone, ${locale}`, async ({ page, sql }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    const [claim] = await sql<{ id: string }[]>`select id from claim where external_id = 'c-x12su-045'`;
    await page.goto(`/${locale}/claims/${claim?.id}`);
    const belief = page.locator("#belief");
    await expect(belief.getByRole("img", { name: /120\sW, 67\sW/ })).toBeVisible();
    await expect(belief.getByRole("listitem").filter({ hasText: "Yogesh Brar" })).toContainText("2022");
    await expect(belief.locator("ol").getByRole("listitem").last()).toContainText(
      locale === "en" ? "Refuted" : "Widerlegt",
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await accessibilityViolations(page)).toEqual([]);
  });
