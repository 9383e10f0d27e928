import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Writable } from "node:stream";
import { boundedText } from "./bounded-text.ts";
import { startTimeLimit, type TimeLimit } from "./time-limit.ts";

export interface ToolRun {
  readonly command: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  /** Milliseconds after which the tool is killed; while it waits for its input, which may be an upload, none go by. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** What the tool reads on its standard input; nothing unless given. A failure of it ends the run. */
  readonly input?: AsyncIterable<Uint8Array>;
  /** Called for every line of standard output, which is then not kept. */
  readonly onLine?: (line: string) => void;
  /** Called for every line of standard error. */
  readonly onLogLine?: (line: string) => void;
}

export interface ToolResult {
  /** Null when the tool was killed. */
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  /** Empty when `onLine` was given. */
  readonly stdout: string;
  /** The beginning and the end of what the tool complained about. */
  readonly stderr: string;
  readonly elapsedMs: number;
}

const stdoutLimit = 16 * 1024 * 1024;
const stderrHeadLimit = 16 * 1024;
const stderrTailLimit = 8 * 1024;

/**
 * Runs a program to its end, without a shell and with nothing of this process's environment but the search path.
 *
 * @throws the signal's reason, or the input's failure, once the program is gone
 * @throws Error when the program cannot be started
 */
export async function runTool(run: ToolRun): Promise<ToolResult> {
  run.signal.throwIfAborted();
  const startedAt = performance.now();
  const child = spawn(run.command, run.argv, {
    cwd: run.cwd,
    env: { PATH: process.env.PATH ?? "" },
    stdio: "pipe",
  });
  if (run.input === undefined) child.stdin.end();
  // Its files are worthless once it is stopped, so it need not be asked to finish them.
  const kill = () => child.kill("SIGKILL");
  let timedOut = false;
  const limit = startTimeLimit(run.timeoutMs, () => {
    timedOut = true;
    kill();
  });
  run.signal.addEventListener("abort", kill, { once: true });

  let stdout = "";
  if (run.onLine) {
    createInterface({ input: child.stdout }).on("line", run.onLine);
  } else {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (stdout.length < stdoutLimit) stdout += text;
    });
  }
  const stderr = boundedText(stderrHeadLimit, stderrTailLimit);
  child.stderr.setEncoding("utf8").on("data", (text: string) => stderr.add(text));
  if (run.onLogLine) createInterface({ input: child.stderr }).on("line", run.onLogLine);
  let inputFailure: { readonly error: unknown } | undefined;
  if (run.input) {
    feed(child.stdin, run.input, limit).catch((error: unknown) => {
      inputFailure = { error };
      kill();
    });
  }

  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    run.signal.throwIfAborted();
    if (inputFailure) throw inputFailure.error;
    return {
      exitCode,
      timedOut,
      stdout,
      stderr: stderr.toString(),
      elapsedMs: performance.now() - startedAt,
    };
  } finally {
    limit.cancel();
    run.signal.removeEventListener("abort", kill);
  }
}

/** Writes all of it. A tool that reads no further has had enough: that is no failure. */
async function feed(stdin: Writable, input: AsyncIterable<Uint8Array>, limit: TimeLimit): Promise<void> {
  const closed = new AbortController();
  stdin.on("error", () => closed.abort());
  stdin.on("close", () => closed.abort());
  limit.pause();
  for await (const chunk of input) {
    limit.resume();
    if (closed.signal.aborted) return;
    if (!stdin.write(chunk)) {
      await once(stdin, "drain", { signal: closed.signal }).catch((error: unknown) => {
        if (!closed.signal.aborted) throw error;
      });
    }
    limit.pause();
  }
  limit.resume();
  stdin.end();
}
