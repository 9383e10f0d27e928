import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { encodeArgv } from "./encode-argv.ts";
import { checkEncodeRun } from "./encode-outcome.ts";
import type { EncodingPlan } from "./plan.ts";
import { renditionIds } from "./rendition-ids.ts";
import { runTool } from "./run-tool.ts";
import { followSegments } from "./segment-follower.ts";

interface EncodeOptions {
  readonly ffmpeg: string;
  readonly threads: number;
  readonly source: string;
  /** Where the renditions' directories are made. */
  readonly directory: string;
  readonly signal: AbortSignal;
  /** Path of a complete segment; called more than once for each. */
  readonly onSegment: (path: string) => void;
  /** Seconds of media encoded so far. */
  readonly onProgress: (encodedS: number) => void;
}

const pollMs = 250;

/**
 * Encodes all renditions in one run.
 *
 * @throws MediaError see {@link checkEncodeRun}
 */
export async function encode(plan: EncodingPlan, options: EncodeOptions): Promise<void> {
  const { directory, onSegment } = options;
  const ids = renditionIds(plan);
  for (const id of ids) await mkdir(join(directory, id), { recursive: true });
  const ended = new AbortController();
  const running = runTool({
    command: options.ffmpeg,
    argv: encodeArgv(plan, options),
    cwd: directory,
    timeoutMs: plan.timeLimitS * 1000,
    signal: options.signal,
    onLine(line) {
      const encodedS = encodedTime(line);
      if (encodedS !== null) options.onProgress(encodedS);
    },
  }).finally(() => ended.abort());
  // Both have to end before the directory may go away, whichever of them fails.
  const [run, following] = await Promise.allSettled([running, follow(ended.signal)]);
  if (run.status === "rejected") throw run.reason;
  checkEncodeRun(run.value);
  if (following.status === "rejected") throw following.reason;

  async function follow(end: AbortSignal): Promise<void> {
    while (!end.aborted) {
      await followSegments(directory, ids, onSegment);
      await sleep(pollMs, undefined, { signal: end }).catch((error: unknown) => {
        if (!end.aborted) throw error;
      });
    }
    await followSegments(directory, ids, onSegment);
  }
}

/** Seconds in a line of `-progress`; null for the other lines. */
function encodedTime(line: string): number | null {
  const match = /^out_time_us=(\d+)$/.exec(line);
  return match ? Number(match[1]) / 1e6 : null;
}
