import type { CDPSession, Page } from "@playwright/test";
import { expect, test } from "./journey";

const kilobyte = 1000;

/** Counts the bytes of script that came over the network, as compressed as a browser gets them. */
async function countScripts(page: Page): Promise<{ total: () => number; session: CDPSession }> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const scripts = new Set<string>();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  return { total: () => bytes, session };
}

test("the device page loads at most 140 kB of script, and 165 kB once all of it has been seen", async ({
  page,
}) => {
  // gzip, as every proxy and browser speaks it; what a browser of today gets is smaller still.
  await page.route(/\/_next\//, (route) =>
    route.continue({ headers: { ...route.request().headers(), "accept-encoding": "gzip" } }),
  );
  const scripts = await countScripts(page);
  await page.goto("/en/devices/xiaomi-12s-ultra", { waitUntil: "networkidle" });
  const first = scripts.total();
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 600) {
      window.scrollTo(0, y);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  await page.waitForLoadState("networkidle");
  const all = scripts.total();
  test.info().annotations.push({ type: "script", description: `${first} bytes at first, ${all} in all` });
  console.log(
    `device page: ${(first / kilobyte).toFixed(1)} kB of script at first, ${(all / kilobyte).toFixed(1)} kB in all`,
  );
  expect(first).toBeGreaterThan(50 * kilobyte);
  expect(first).toBeLessThanOrEqual(140 * kilobyte);
  expect(all).toBeLessThanOrEqual(165 * kilobyte);
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
