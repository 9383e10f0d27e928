import { defineConfig } from "vitest/config";

const report = process.env.VITEST_JSON_REPORT;

export default defineConfig({
  test: {
    // What passing tests log is of no interest.
    silent: "passed-only",
    ...(report ? { outputFile: { json: report } } : {}),
    projects: [
      {
        test: {
          name: "node",
          include: ["{packages,edge,demo,e2e}/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/dist/**", "edge/api/**"],
          environment: "node",
          testTimeout: 60_000,
        },
      },
      "edge/api",
    ],
  },
});
