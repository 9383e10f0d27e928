import { stat } from "node:fs/promises";
import { join, parse } from "node:path";
import type { ClipDispatch } from "@firstframe/contract";
import { checkEncodeRun } from "../encode-outcome.ts";
import { tusSender } from "../fetch/tus-sender.ts";
import { checkLimits, encodingTimeLimitS, maximumDurationS } from "../limits.ts";
import { madeTime } from "../made-time.ts";
import { MediaError } from "../media-error.ts";
import { probe } from "../probe.ts";
import type { RetryPolicy } from "../retry.ts";
import type { SourceTask } from "../source-task.ts";
import { clipFileArgv } from "./clip-file-argv.ts";
import { sendFile } from "./send-file.ts";

interface ClipTaskOptions {
  readonly fetch: typeof fetch;
  readonly retry: RetryPolicy;
}

const output = "clip.mp4";
/** Share of the task at which each part of it ends. */
const shares = { fetching: 0.1, encoding: 0.9 } as const;

/**
 * Cuts a part out of the source and sends it into its upload.
 *
 * @throws MediaError, TaskLostError, or the signal's reason
 */
export async function clipTask(
  { api, attempt, dispatch, heartbeat, signal, source, tools }: SourceTask<ClipDispatch>,
  { fetch, retry }: ClipTaskOptions,
): Promise<void> {
  const { range, upload } = dispatch;
  const whole = await source.whole(signal);
  heartbeat.report("probing", shares.fetching);
  const { source: facts } = await probe({ kind: "file", path: source.path }, tools);
  checkLimits(facts);

  heartbeat.report("encoding", shares.fetching);
  const startS = range.start_ms / 1000;
  const endS = Math.min(
    range.end_ms === null ? Number.POSITIVE_INFINITY : range.end_ms / 1000,
    startS + maximumDurationS,
  );
  const lengthS = Math.min(endS, facts.durationS ?? endS) - startS;
  const argv = clipFileArgv(facts, {
    range: { startS, endS },
    ...{ source: source.path, threads: tools.threads, output },
    maximumBytes: upload.max_size_bytes,
  });
  let madeS = 0;
  const run = await tools.ffmpeg(argv, {
    timeoutMs: 1000 * encodingTimeLimitS(Math.max(0, lengthS), whole.sizeBytes),
    onLine(line) {
      const timeS = madeTime(line);
      if (timeS === null) return;
      madeS = timeS;
      const share = Math.min(1, madeS / Math.max(lengthS, 0.001));
      heartbeat.report("encoding", shares.fetching + share * (shares.encoding - shares.fetching));
    },
  });
  checkEncodeRun(run);
  const path = join(tools.directory, output);
  const { size } = await stat(path);
  if (size > upload.max_size_bytes) {
    throw new MediaError("source_too_large", `The clip has more than ${upload.max_size_bytes} bytes`);
  }
  if (madeS === 0) throw new MediaError("source_truncated", `The source has nothing at ${startS} s`);

  await sendFile({
    ...{ path, size, retry, signal, sender: tusSender(upload, fetch) },
    filename: `${parse(dispatch.source.filename ?? "clip").name}.mp4`,
    contentType: facts.video ? "video/mp4" : "audio/mp4",
    onProgress: (share) => heartbeat.report("publishing", shares.encoding + share * (1 - shares.encoding)),
  });
  // From here on the task may already be over, and a beat refused for that must not undo it.
  heartbeat.stop();
  await api.complete({ kind: "clip", attempt, record: tools.record() }, signal);
}
