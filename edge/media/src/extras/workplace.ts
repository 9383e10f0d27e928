import type { ToolResult, ToolRun } from "../run-tool.ts";

/** Runs a program; `runTool` with its argument vector in front, so that a caller can note commands and times. */
export type RunProgram = (argv: readonly string[], options: Omit<ToolRun, "argv">) => Promise<ToolResult>;

/** Where and with what extras are made. */
export interface Workplace {
  /** Name or path of the program. */
  readonly ffmpeg: string;
  readonly threads: number;
  /** Absolute path of the source. */
  readonly source: string;
  /** Absolute path of the directory, already there, that the files are written into. */
  readonly directory: string;
  readonly signal: AbortSignal;
  readonly run: RunProgram;
}
