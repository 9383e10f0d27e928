import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const report = process.env.VITEST_JSON_REPORT;

const outside = ["**/node_modules/**", "**/dist/**", "edge/api/src/{*,adapters/**/*}.test.ts"];
/** Whole tasks with real encoding, and what waits for programs: seconds each, and left out of the quick loop. */
const encoding = [
  "edge/media/src/{task-runner,main,make-segments,run-tool}.test.ts",
  "edge/media/src/{prepare/early-start,prepare/index-last,encode/place-segment,encode/encode-task}.test.ts",
  "edge/media/src/{extras/make-extras,extras/make-storyboard,fetch/fetch-url}.test.ts",
];

/** How long something that has to come is waited for: nothing takes this long, but a machine may be busy. */
const patienceMs = 20_000;

export default defineConfig({
  test: {
    // What passing tests log is of no interest.
    silent: "passed-only",
    // Tests wait more than they compute.
    maxWorkers: Math.max(4, availableParallelism()),
    ...(report ? { outputFile: { json: report } } : {}),
    projects: [
      {
        test: {
          name: "node",
          include: ["{packages,edge,demo,e2e}/**/*.test.ts"],
          exclude: [...outside, ...encoding],
          environment: "node",
          testTimeout: 60_000,
          expect: { poll: { timeout: patienceMs } },
        },
      },
      {
        test: {
          name: "encoding",
          include: encoding,
          exclude: outside,
          environment: "node",
          testTimeout: 60_000,
          expect: { poll: { timeout: patienceMs } },
        },
      },
      "edge/api",
    ],
  },
});
