import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { PosterPlan } from "./plan.ts";
import { posterArgv } from "./poster-argv.ts";
import { runTool } from "./run-tool.ts";

interface MakePosterOptions {
  readonly ffmpeg: string;
  readonly threads: number;
  readonly source: string;
  readonly directory: string;
  readonly signal: AbortSignal;
}

const output = "poster.jpg";
const timeoutMs = 120_000;

/**
 * Makes the poster: first from where the plan says, then, if there is no frame, from the start.
 *
 * @returns its path below `directory`; null when no frame can be had, which is no reason to fail the video
 */
export async function makePoster(plan: PosterPlan, options: MakePosterOptions): Promise<string | null> {
  const starts = plan.fromS > 0 ? [plan.fromS, 0] : [0];
  for (const fromS of starts) {
    const { exitCode } = await runTool({
      command: options.ffmpeg,
      argv: posterArgv({ ...plan, fromS }, { ...options, output }),
      cwd: options.directory,
      timeoutMs,
      signal: options.signal,
    });
    if (exitCode === 0 && (await sizeOf(join(options.directory, output))) > 0) return output;
  }
  return null;
}

async function sizeOf(path: string): Promise<number> {
  const file = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return file?.size ?? 0;
}
