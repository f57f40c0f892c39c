import { defineConfig } from "@playwright/test";
import { findBrowser } from "./browser";

const browser = await findBrowser();
const quietNetwork = ["--disable-background-networking", "--disable-component-update", "--no-pings"];

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  globalSetup: "./site.ts",
  timeout: 120_000,
  expect: { timeout: 10_000 },
  workers: 2,
  projects: [
    { name: "journeys", testIgnore: /freshness/ },
    // Locks tables and cuts connections, so it has the site to itself.
    { name: "freshness", testMatch: /freshness/, dependencies: ["journeys"] },
  ],
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : [["list"]],
  use: {
    actionTimeout: 15_000,
    locale: "en-US",
    timezoneId: "UTC",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: browser.executablePath,
      args: [...quietNetwork, ...browser.args],
      env: { ...process.env, ...browser.env } as Record<string, string>,
    },
  },
});
