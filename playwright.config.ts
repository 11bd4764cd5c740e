import { defineConfig } from "@playwright/test";
import { launchOptions } from "./tests/support/browser.mjs";

// `cargo xtask test` chooses a free port.
const port = Number(process.env.DOWNHILL_TEST_PORT ?? 4173);
const url = `http://127.0.0.1:${port}/`;

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  // One picture for every system: comparisons are tolerant.
  snapshotPathTemplate: "{testDir}/snapshots/{arg}{ext}",
  reporter: "list",
  timeout: 60_000,
  expect: { timeout: 10_000, toHaveScreenshot: { maxDiffPixelRatio: 0.02, animations: "disabled" } },
  fullyParallel: true,
  workers: 2,
  // A machine that is busy with other things may be late once; the report still says which test was.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  use: { baseURL: url, viewport: { width: 1280, height: 800 }, launchOptions, trace: "retain-on-failure" },
  webServer: { command: `node tests/support/server.mjs ${port}`, url, reuseExistingServer: false },
});
