import { defineConfig } from "@playwright/test";
import { findChromium } from "@policylayer/testing/product";

const executablePath = process.env.CHROMIUM_PATH ?? (await findChromium({ log: (line) => console.error(line) }));

/**
 * Journeys through the whole product: `npm start` on free ports and an empty data folder, a real browser, real MCP clients.
 * One worker, since they share that product; no retries, since a journey that fails now and then has found something.
 */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./e2e/start-for-all.ts",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "UTC",
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
