import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ProducedRendition } from "@firstframe/contract";
import { limited } from "./limited.ts";
import { madeTime } from "./made-time.ts";
import { MediaError } from "./media-error.ts";
import type { ToolResult } from "./run-tool.ts";
import { createSegmentPublisher, type RenditionInTheMaking } from "./segment-publisher.ts";
import type { Toolbox } from "./toolbox.ts";

interface MakeSegmentsOptions {
  readonly tools: Toolbox;
  readonly argv: readonly string[];
  readonly input?: AsyncIterable<Uint8Array>;
  readonly timeoutMs: number;
  /** Bytes that the segments may have in all. */
  readonly maximumBytes: number;
  readonly renditions: readonly RenditionInTheMaking[];
  /** Publishes the file at this path below the tools' directory. */
  readonly put: (path: string) => Promise<void>;
  /** Stops everything. */
  readonly abort: (reason: unknown) => void;
  /** Told of what is published, at most so often, in ms; nobody is told unless given. */
  readonly report?: { readonly everyMs: number; tell(produced: ProducedRendition[]): Promise<void> };
  /** Seconds of media made so far. */
  readonly onProgress: (madeS: number) => void;
  /** Every line of ffmpeg's log. */
  readonly onLogLine?: (line: string) => void;
  /** Judges an ended run. @throws MediaError */
  readonly check: (result: ToolResult) => void;
}

const pollMs = 100;
const concurrentPuts = 4;

/**
 * Runs ffmpeg, publishing every segment as soon as it is complete.
 *
 * @throws whatever `check`, `put` or `report` throw, or the signal's reason; ffmpeg is gone by then
 */
export async function makeSegments(options: MakeSegmentsOptions): Promise<ProducedRendition[]> {
  const { tools, abort, report } = options;
  for (const { id } of options.renditions) await mkdir(join(tools.directory, id), { recursive: true });
  const limit = limited(concurrentPuts);
  const publisher = createSegmentPublisher({
    directory: tools.directory,
    renditions: options.renditions,
    put: (path) => limit(() => options.put(path)),
    onFailure: abort,
  });
  const ended = new AbortController();
  const running = tools
    .ffmpeg(options.argv, {
      timeoutMs: options.timeoutMs,
      ...(options.input ? { input: options.input } : {}),
      ...(options.onLogLine ? { onLogLine: options.onLogLine } : {}),
      onLine(line) {
        const madeS = madeTime(line);
        if (madeS !== null) options.onProgress(madeS);
      },
    })
    .finally(() => ended.abort());
  const following = follow().catch((error: unknown) => {
    abort(error);
    throw error;
  });
  // Both have to end before the directory may go away, whichever of them fails.
  const [run, followed] = await Promise.allSettled([running, following]);
  if (followed.status === "rejected") throw followed.reason;
  if (run.status === "rejected") throw run.reason;
  options.check(run.value);
  const made = await publisher.finish();
  if (report) await report.tell(made);
  return made;

  function checkSize(): void {
    if (publisher.bytes() <= options.maximumBytes) return;
    throw new MediaError("source_unsupported", `More than ${options.maximumBytes} bytes would come of it`);
  }

  async function follow(): Promise<void> {
    let told = 0;
    let toldAt = Number.NEGATIVE_INFINITY;
    while (!ended.signal.aborted) {
      await publisher.poll();
      checkSize();
      if (report && performance.now() - toldAt >= report.everyMs) {
        const produced = publisher.produced();
        const count = produced.reduce((sum, { segments }) => sum + segments.length, 0);
        if (count > told) {
          told = count;
          toldAt = performance.now();
          await report.tell(produced);
        }
      }
      await sleep(pollMs, undefined, { signal: ended.signal }).catch((error: unknown) => {
        if (!ended.signal.aborted) throw error;
      });
    }
  }
}
