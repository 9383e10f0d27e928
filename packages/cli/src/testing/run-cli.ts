import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { type ExitCode, run } from "../run.ts";
import type { Surroundings } from "../surroundings.ts";
import { secretKey } from "./deployment.ts";

export interface CliOptions {
  /** Whose API it speaks to. */
  readonly url?: string;
  readonly env?: Surroundings["env"];
  readonly cwd?: string;
  /** Where the user's folders are; one for the test unless told. */
  readonly home?: string;
  readonly isTty?: boolean;
  readonly columns?: number;
  readonly signal?: AbortSignal;
  readonly now?: () => number;
  /** Told of everything that is written to stdout. */
  readonly onOutput?: (text: string) => void;
}

export interface CliResult {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder for one test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "firstframe-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A user at a machine: runs command lines there, one after the other, in folders of their own. Waiting takes no time. */
export function createUser(defaults: CliOptions = {}) {
  const home = defaults.home ?? temporaryFolder();
  return async (args: readonly string[], options: CliOptions = {}): Promise<CliResult> => {
    const { url, env = {}, cwd = home, isTty = false, columns = 100, ...rest } = { ...defaults, ...options };
    const written = { stdout: "", stderr: "" };
    const output = (name: "stdout" | "stderr") => ({
      write: (text: string) => {
        written[name] += text;
        if (name === "stdout") rest.onOutput?.(text);
      },
      isTty,
      columns,
    });
    const code = await run(args, {
      env: url === undefined ? env : { FIRSTFRAME_API_URL: url, FIRSTFRAME_SECRET_KEY: secretKey, ...env },
      cwd,
      cacheFolder: join(home, "cache"),
      configFolder: join(home, "config"),
      stdout: output("stdout"),
      stderr: output("stderr"),
      fetch: (address, init) => fetch(address, init),
      now: rest.now ?? (() => Date.now()),
      random: () => 0.5,
      sleep: (ms, signal) => setTimeout(Math.min(ms, 5), undefined, { signal }),
      signal: rest.signal ?? new AbortController().signal,
    });
    return { code, ...written };
  };
}
