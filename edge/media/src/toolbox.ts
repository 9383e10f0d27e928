import type { TaskRecord } from "@firstframe/contract";
import { runTool, type ToolResult, type ToolRun } from "./run-tool.ts";
import { createLogReader } from "./tool-log.ts";

/** ffmpeg and ffprobe for one task, in its directory: they stop with the task, and what they did is remembered. */
export interface Toolbox {
  readonly threads: number;
  /** Where the tools run: relative paths in arguments are below it. */
  readonly directory: string;
  readonly signal: AbortSignal;
  /** `stderr` has its complaints alone, `log` everything that it said. */
  ffmpeg(argv: readonly string[], options: RunOptions): Promise<ToolResult & { readonly log: string }>;
  ffprobe(argv: readonly string[], options: RunOptions): Promise<ToolResult>;
  /** What was run so far, and what it took. */
  record(): TaskRecord;
}

type RunOptions = Pick<ToolRun, "timeoutMs" | "input" | "onLine" | "onLogLine">;

interface ToolboxOptions {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  readonly threads: number;
  /** Put before the program: what keeps it from taking more than it may. */
  readonly guard: readonly string[];
  readonly directory: string;
  readonly signal: AbortSignal;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
}

/** Told with the log, so that what a run took can be read off it. */
const logArgv = ["-hide_banner", "-v", "level+info", "-benchmark", "-nostdin", "-nostats", "-y"];

export function createToolbox(options: ToolboxOptions): Toolbox {
  const { threads, directory, signal, clock } = options;
  const startedAt = clock();
  const run = (program: string, argv: readonly string[], rest: RunOptions) => {
    const [command = program, ...before] = [...options.guard, program];
    return runTool({ ...rest, command, argv: [...before, ...argv], cwd: directory, signal });
  };
  const commands: TaskRecord["commands"] = [];
  let cpuMs = 0;
  let peakMemory: number | null = null;
  return {
    threads,
    directory,
    signal,
    async ffmpeg(argv, rest) {
      const all = [...logArgv, ...argv];
      const reader = createLogReader();
      const result = await run(options.ffmpeg, all, {
        ...rest,
        onLogLine(line) {
          reader.add(line);
          rest.onLogLine?.(line);
        },
      });
      const log = reader.read();
      commands.push({ argv: ["ffmpeg", ...shownArgv(all)], elapsed_ms: Math.round(result.elapsedMs) });
      cpuMs += log.cpuMs;
      if (log.peakMemory !== null) peakMemory = Math.max(peakMemory ?? 0, log.peakMemory);
      return { ...result, stderr: log.complaints, log: result.stderr };
    },
    async ffprobe(argv, rest) {
      const all = ["-v", "error", ...argv];
      const result = await run(options.ffprobe, all, rest);
      commands.push({ argv: ["ffprobe", ...shownArgv(all)], elapsed_ms: Math.round(result.elapsedMs) });
      return result;
    },
    record: () => ({
      commands: [...commands],
      elapsed_ms: Math.round(clock() - startedAt),
      cpu_ms: Math.round(cpuMs),
      peak_memory_bytes: peakMemory,
    }),
  };
}

/** Where the source lies on this machine is nobody's business. */
function shownArgv(argv: readonly string[]): string[] {
  return argv.map((word) => (word.startsWith("file:") ? "file:source" : word));
}
