import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePorts } from "./free-port.ts";

/** What `.firstframe/dev.json` tells. */
export interface DevFile {
  readonly api: string;
  readonly demo: string;
  readonly dashboard: string;
  readonly docs: string;
  readonly media: string;
  readonly secret_key: string;
  readonly pid: number;
}

export const repository = fileURLToPath(new URL("../..", import.meta.url));

/** The environment of one copy: its own ports and state. */
export interface Copy {
  readonly state: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface RunningSystem {
  readonly dev: DevFile;
  readonly process: ChildProcess;
  /** What it printed so far. */
  readonly output: () => string;
  /** Sends the signal to the outermost process and waits until it is gone. Returns its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Ports and a state folder that nobody else uses. */
export async function newCopy(extra: Readonly<Record<string, string>> = {}): Promise<Copy> {
  const [api, media, demo] = await freePorts(3);
  const state = mkdtempSync(join(tmpdir(), "firstframe-state-"));
  return {
    state,
    environment: {
      FIRSTFRAME_STATE: state,
      FIRSTFRAME_API_PORT: String(api),
      FIRSTFRAME_MEDIA_PORT: String(media),
      FIRSTFRAME_DEMO_PORT: String(demo),
      ...extra,
    },
  };
}

export function removeCopy({ state }: Copy): void {
  rmSync(state, { recursive: true, force: true });
}

/** Runs the start command to its end, for starts that are expected to fail. */
export async function runStart(
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<{ code: number | null; output: string }> {
  const { child, output } = spawnStart(environment, args);
  const [code] = await once(child, "close");
  return { code, output: output() };
}

/** Starts the whole system as `npm start` does and waits until it says that it runs. */
export async function startSystem(copy: Copy, args: readonly string[] = []): Promise<RunningSystem> {
  const { child, output } = spawnStart(copy.environment, args);
  await new Promise<void>((done, fail) => {
    child.stdout?.on("data", () => {
      if (output().includes("Firstframe runs.")) done();
    });
    child.once("close", (code) => fail(new Error(`npm start ended with ${code}:\n${output()}`)));
  });
  const file = join(copy.state, "dev.json");
  const dev: DevFile = JSON.parse(readFileSync(file, "utf8"));
  return {
    dev,
    process: child,
    output,
    async stop(signal = "SIGINT") {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, "close");
        child.kill(signal);
        await gone;
      }
      if (existsSync(file)) throw new Error("dev.json is still there after the stop");
      return child.exitCode;
    },
  };
}

function spawnStart(
  environment: Readonly<Record<string, string>>,
  args: readonly string[],
): { child: ChildProcess; output: () => string } {
  const child = spawn("node", ["edge/local/start.mjs", ...args], {
    cwd: repository,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8");
    stream?.on("data", (text: string) => {
      said += text;
    });
  }
  return { child, output: () => said };
}
