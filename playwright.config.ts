import { defineConfig } from "@playwright/test";

/**
 * The product as a person meets it: the global setup builds, seeds and serves it and puts its address into
 * `E2E_ORIGIN`.
 */
export default defineConfig({
  globalSetup: "./bin/lib/playwright-setup.mjs",
  testDir: "e2e",
  testMatch: "*.spec.ts",
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  outputDir: "test-results",
  use: {
    baseURL: process.env["E2E_ORIGIN"] ?? "http://localhost:3000",
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    timezoneId: "America/Chicago",
    actionTimeout: 10_000,
    launchOptions: { executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium" },
  },
});
