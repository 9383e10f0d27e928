import { defineConfig } from "@playwright/test";

const report = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE;

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../.test-results",
  // Encoding and a browser share the machine: one at a time, or measurements of time would lie.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  // Long enough for the slowest clip on a busy machine; nothing waits this long where all is well.
  timeout: 300_000,
  expect: { timeout: 120_000 },
  reporter: report ? [["list"], ["json", { outputFile: report }]] : [["list"]],
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 800 },
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.FIRSTFRAME_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        // Containers and CI run as root, where Chromium's sandbox does not start.
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--autoplay-policy=no-user-gesture-required",
      ],
    },
  },
});
