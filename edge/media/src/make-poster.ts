import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { ProducedFile } from "@firstframe/contract";
import type { PosterPlan } from "./plan.ts";
import { posterArgv } from "./poster-argv.ts";
import type { Toolbox } from "./toolbox.ts";

const output = "poster.jpg";
const timeoutMs = 120_000;

/**
 * Makes the poster: first from where the plan says, then, if there is no frame, from the start.
 *
 * @param source absolute path
 * @returns null when no frame can be had, which is no reason to fail the video
 */
export async function makePoster(
  plan: PosterPlan,
  source: string,
  tools: Toolbox,
): Promise<ProducedFile | null> {
  const starts = plan.fromS > 0 ? [plan.fromS, 0] : [0];
  for (const fromS of starts) {
    const argv = posterArgv({ ...plan, fromS }, { source, threads: tools.threads, output });
    const { exitCode } = await tools.ffmpeg(argv, { timeoutMs });
    const size = exitCode === 0 ? await sizeOf(join(tools.directory, output)) : 0;
    if (size === 0) continue;
    const { width, height } = plan;
    return { name: output, path: output, kind: "poster", language: null, width, height, size_bytes: size };
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
