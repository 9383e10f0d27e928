import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { StartError } from "./start-error.ts";

/** How long a program may take to start, and to stop once told, in ms. */
const startTimeout = 30_000;
const stopTimeout = 8_000;
/** Pause before a program that died is started again, in ms. */
const restartDelay = 1_000;

export interface ChildOptions {
  readonly name: string;
  readonly script: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** The program has started once it has printed this. */
  readonly readyText: string;
  readonly warn: (message: string) => void;
}

export interface Child {
  /** Ends the program; resolves when it is gone. */
  stop(): Promise<void>;
}

/**
 * Runs a Node program beside this one, with its output in a log file; starts it again when it dies. The channel to it
 * closes with this process, however that ends, and the program ends itself then.
 *
 * @throws StartError when it does not start, with what it said
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  let stopping = false;
  let process_: ChildProcess;

  const begin = async () => {
    const log = createWriteStream(options.logFile, { flags: "a" });
    process_ = spawn(process.execPath, [options.script], {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: { ...process.env, ...options.environment },
    });
    const current = process_;
    let said = "";
    const ready = Promise.withResolvers<void>();
    const timer = setTimeout(
      () => ready.reject(new StartError(`The ${options.name} did not start in time.`)),
      startTimeout,
    );
    for (const stream of [current.stdout, current.stderr]) {
      stream?.on("data", (chunk) => {
        log.write(chunk);
        if (said.length < 10_000) said += String(chunk);
        if (said.includes(options.readyText)) ready.resolve();
      });
    }
    current.once("exit", (code, signal) => {
      log.end();
      ready.reject(
        new StartError(`The ${options.name} ended at once (${signal ?? code}). It said:\n\n${said}`),
      );
    });
    await ready.promise.finally(() => clearTimeout(timer));
    current.once("exit", (code, signal) => {
      if (stopping) return;
      options.warn(
        `The ${options.name} died (${signal ?? code}) and is started again; its log: ${options.logFile}`,
      );
      restart();
    });
  };
  /** Starts the program again, until it stays. */
  const restart = () => {
    setTimeout(() => {
      if (stopping) return;
      begin().catch((error: unknown) => {
        options.warn(String(error));
        restart();
      });
    }, restartDelay);
  };
  await begin();

  return {
    async stop() {
      stopping = true;
      if (process_.exitCode !== null || process_.signalCode !== null) return;
      const gone = once(process_, "exit");
      process_.kill("SIGTERM");
      const timer = setTimeout(() => process_.kill("SIGKILL"), stopTimeout);
      await gone;
      clearTimeout(timer);
    },
  };
}
