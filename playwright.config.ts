import { defineConfig } from "@playwright/test";

// `cargo xtask test` sets both; without them: port 4173 and the browser that Playwright installed.
const port = Number(process.env.DOWNHILL_TEST_PORT ?? 4173);
const executablePath = process.env.DOWNHILL_CHROMIUM;

// The browser's own errands, such as updates, have no business in a test.
const quiet = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];

const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  // One picture for every system: comparisons are tolerant, see `toHaveScreenshot` below.
  snapshotPathTemplate: "{testDir}/snapshots/{arg}{ext}",
  reporter: "list",
  timeout: 30_000,
  expect: { timeout: 5_000, toHaveScreenshot: { maxDiffPixelRatio: 0.02, animations: "disabled" } },
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath, chromiumSandbox: !isRoot, args: quiet },
    trace: "retain-on-failure",
  },
  webServer: {
    command: `node tests/e2e/server.mjs ${port}`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
