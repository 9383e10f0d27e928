// Starts a program of the repository on the pinned Node, and goes when it goes.
import { spawn } from "node:child_process";
import { pinnedNode, toolEnvironment } from "./set-up.mjs";

/** How often to look whether the process that started this one is still there, in ms. */
const orphanCheck = 250;

/**
 * Runs a TypeScript program with this process's arguments and terminal; ends with its exit code. Signals are passed on,
 * so that whoever stops this process stops the program, which stops what it started.
 *
 * @param {string} script
 * @param {NodeJS.ProcessEnv} [environment]
 */
export function launch(script, environment = {}) {
  const child = spawn(pinnedNode, [script, ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...toolEnvironment(), ...environment },
  });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => child.kill(signal));
  }
  // npm's shell dies of the signals that npm passes on, and passes nothing on itself: being orphaned is the signal then.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), orphanCheck).unref();
  }
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
}
