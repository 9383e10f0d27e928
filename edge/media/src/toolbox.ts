import type { TaskRecord } from "@firstframe/contract";
import { runTool, type ToolResult, type ToolRun } from "./run-tool.ts";

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

type RunOptions = Pick<ToolRun, "timeoutMs" | "input" | "onLine">;

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
      const result = await run(options.ffmpeg, all, rest);
      const log = readLog(result.stderr);
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

interface ToolLog {
  /** What was said at the levels of error and above. */
  readonly complaints: string;
  readonly cpuMs: number;
  /** Bytes. */
  readonly peakMemory: number | null;
}

/** Reads ffmpeg's log as written with `-v level+info -benchmark`. */
export function readLog(stderr: string): ToolLog {
  const complaints: string[] = [];
  let cpuMs = 0;
  let peakMemory: number | null = null;
  for (const line of stderr.split("\n")) {
    const time = /\[info\] bench: utime=([\d.]+)s stime=([\d.]+)s/.exec(line);
    const memory = /\[info\] bench: maxrss=(\d+)k(?:i)?B/i.exec(line);
    if (time) cpuMs = 1000 * (Number(time[1]) + Number(time[2]));
    else if (memory) peakMemory = Number(memory[1]) * 1024;
    else if (/\[(error|fatal|panic)\]/.test(line))
      complaints.push(line.replace(/\[(error|fatal|panic)\] /, ""));
  }
  return { complaints: complaints.join("\n"), cpuMs, peakMemory };
}
