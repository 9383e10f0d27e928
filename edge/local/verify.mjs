// `npm run verify`: the quick loop. Every step says what it is; the first that fails ends it with what it said.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ensureDependencies,
  ensureSystemTool,
  ffmpeg,
  root,
  runCommand,
  toolEnvironment,
} from "./set-up.mjs";

const reports = mkdtempSync(join(tmpdir(), "firstframe-reports-"));
process.on("exit", () => rmSync(reports, { recursive: true, force: true }));
const report = join(reports, "vitest.json");

/** @type {readonly (readonly [name: string, command: string, ...args: string[]])[]} */
const steps = [
  ["format and lint", "biome", "ci", "--error-on-warnings", "."],
  ["types", "tsc", "-b"],
  ["types of the Worker's bindings", "npm", "run", "--silent", "types:check", "-w", "edge/api"],
  ["workspaces", "node", ".config/checks/workspaces.ts"],
  ["dead code and dependencies", "knip", "--config", ".config/knip.json", "--no-progress"],
  ["bundles", "node", ".config/checks/bundles.ts"],
  ["packages as published", "node", ".config/checks/packages.ts"],
  ["deployment, dry run", "node", "edge/local/src/deploy.ts", "--dry-run"],
  [
    "unit tests",
    "vitest",
    "run",
    "--config",
    ".config/vitest.config.ts",
    "--project",
    "node",
    "--project",
    "workerd",
    "--reporter",
    "dot",
    "--reporter",
    "json",
  ],
  ["compatibility as proved", "node", "e2e/compatibility/check-matrix.ts", "--vitest", report],
];

await runCommand(() => {
  const mediaTool = ensureSystemTool(ffmpeg, (message) => process.stdout.write(`${message}\n`));
  ensureDependencies((message) => process.stdout.write(`${message}\n`));
  const begun = Date.now();
  for (const [name, command, ...args] of steps) {
    const start = Date.now();
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: root,
      encoding: "utf8",
      env: {
        ...toolEnvironment(),
        FIRSTFRAME_FFMPEG: mediaTool,
        VITEST_JSON_REPORT: report,
        // As many as find what is plainly wrong; `npm test` does more.
        FUZZ_RUNS: "8",
        WRANGLER_SEND_METRICS: "false",
      },
      maxBuffer: 64 * 1024 * 1024,
    });
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    if (status !== 0) {
      process.stderr.write(`✗ ${name} (${seconds} s)\n\n${stdout}${stderr}\n`);
      process.exit(1);
    }
    process.stdout.write(`✓ ${name} (${seconds} s)\n`);
  }
  process.stdout.write(`\nAll in order after ${((Date.now() - begun) / 1000).toFixed(0)} s.\n`);
});
