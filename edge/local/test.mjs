// `npm test`: sets up what is missing, then runs every test; ends with one line that sums all runners.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  chromium,
  ensureDependencies,
  ensureSystemTool,
  ffmpeg,
  root,
  runCommand,
  toolEnvironment,
} from "./set-up.mjs";

/** @param {string} message */
const say = (message) => process.stdout.write(`${message}\n`);

/**
 * @typedef {object} Runner
 * @property {string} command
 * @property {string[]} args
 * @property {(report: any) => { passed: number, failed: number }} count reads its JSON report
 */

/** @type {readonly Runner[]} */
const runners = [
  {
    command: "vitest",
    args: ["run", "--config", ".config/vitest.config.ts", "--reporter", "default", "--reporter", "json"],
    count: (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }),
  },
  {
    command: "playwright",
    args: ["test", "--config", "e2e/playwright.config.ts"],
    count: ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }),
  },
];

await runCommand(async () => {
  const mediaTool = ensureSystemTool(ffmpeg, say);
  const browser = ensureSystemTool(chromium, say);
  ensureDependencies(say);
  const reports = mkdtempSync(join(tmpdir(), "firstframe-reports-"));
  const total = { passed: 0, failed: 0 };
  for (const { command, args, count } of runners) {
    const report = join(reports, `${command}.json`);
    const code = await run(command, args, {
      ...toolEnvironment(),
      FIRSTFRAME_FFMPEG: mediaTool,
      FIRSTFRAME_CHROMIUM: browser,
      VITEST_JSON_REPORT: report,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    });
    const counted = count(JSON.parse(readFileSync(report, "utf8")));
    total.passed += counted.passed;
    // A runner that fails without a failed test (a hook, an import) has failed all the same.
    total.failed += counted.failed === 0 && code !== 0 ? 1 : counted.failed;
  }
  // What is published of compatibility is what these very runs proved.
  const reportArgs = runners.flatMap(({ command }) => [`--${command}`, join(reports, `${command}.json`)]);
  const code = await run("node", ["e2e/compatibility/check-matrix.ts", ...reportArgs], toolEnvironment());
  if (code === 0) total.passed += 1;
  else total.failed += 1;
  rmSync(reports, { recursive: true, force: true });
  say(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
});

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code
 */
function run(command, args, env) {
  const child = spawn(command, args, { cwd: root, stdio: "inherit", env });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"]))
    process.on(signal, () => child.kill(signal));
  return new Promise((done, fail) => child.once("error", fail).once("exit", (code) => done(code ?? 1)));
}
