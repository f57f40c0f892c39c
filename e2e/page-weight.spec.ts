import type { Page } from "@playwright/test";
import { expect, test } from "./journey";

const kilobyte = 1000;

/** Bytes of the scripts a page has loaded so far, as gzip sends them; what a browser of today gets is smaller still. */
async function scriptBytes(page: Page): Promise<number> {
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map((entry) => entry.name)
      .filter((name) => new URL(name).pathname.endsWith(".js")),
  );
  const sizes = scripts.map(async (url) => {
    const answer = await page.request.get(url, { headers: { "accept-encoding": "gzip" } });
    expect(answer.headers()["content-encoding"]).toBe("gzip");
    return Number(answer.headers()["content-length"]);
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function readToTheEnd(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 600) {
      window.scrollTo(0, y);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  await page.waitForLoadState("networkidle");
}

test("the device page loads at most 140 kB of script for a visitor, and 165 kB for a member with every island", async ({
  page,
  signInAs,
}) => {
  await page.goto("/en/devices/xiaomi-12s-ultra", { waitUntil: "networkidle" });
  await readToTheEnd(page);
  const visitor = await scriptBytes(page);
  await signInAs(page.context(), "moderator");
  await page.goto("/en/devices/oneplus-16", { waitUntil: "networkidle" });
  await page.locator("#claims details").evaluateAll((folds) => {
    for (const fold of folds) fold.setAttribute("open", "");
  });
  await readToTheEnd(page);
  await expect(page.getByRole("slider").first()).toBeVisible();
  const member = await scriptBytes(page);
  console.log(
    `device page: ${(visitor / kilobyte).toFixed(1)} kB of script for a visitor, ${(member / kilobyte).toFixed(1)} kB for a member`,
  );
  expect(visitor).toBeGreaterThan(50 * kilobyte);
  expect(visitor).toBeLessThanOrEqual(140 * kilobyte);
  expect(member).toBeGreaterThan(visitor);
  expect(member).toBeLessThanOrEqual(165 * kilobyte);
});

for (const width of [360, 1280])
  test(`nothing moves while the device page loads, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.addInitScript(() => {
      const seen = window as unknown as { shift: number };
      seen.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto("/en/devices/xiaomi-12s-ultra", { waitUntil: "networkidle" });
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBe(0);
  });

test("a public page holds nothing personal and may be kept by any cache; a private one may not", async ({
  page,
  signInAs,
}) => {
  const person = await signInAs(page.context());
  const device = await page.request.get("/en/devices/xiaomi-12s-ultra");
  expect(device.headers()["cache-control"]).toContain("s-maxage");
  expect(device.headers()["set-cookie"]).toBeUndefined();
  expect(await device.text()).not.toContain(person.handle);
  const account = await page.request.get("/en/account");
  expect(account.headers()["cache-control"]).toBe("private, no-store");
  expect(await account.text()).toContain(person.handle);
});

test("the content policy allows no inline script but those of the page itself", async ({
  browser,
  baseURL,
}) => {
  const page = await browser.newPage({ baseURL });
  const answer = await page.goto("/en/devices/xiaomi-12s-ultra");
  const policy = answer?.headers()["content-security-policy"] ?? "";
  expect(policy).not.toContain("unsafe");
  expect(policy).toContain("default-src 'none'");
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.planted = true";
    document.head.append(script);
  });
  expect(await page.evaluate(() => "planted" in window)).toBe(false);
  await page.close();
});
