import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { TranscodeDispatch } from "@firstframe/contract";
import type { LeasedJob } from "./job-runner.ts";
import { openOutput } from "./output-file.ts";
import { type TranscodeTools, transcode } from "./transcode.ts";
import { createUploadQueue } from "./upload-queue.ts";

interface TranscodeJobOptions {
  readonly tools: TranscodeTools;
  /** Where uploads that arrived on this worker lie; null where none do. */
  readonly uploadFile: ((uploadId: string) => string) | null;
  /** Directory in which the job's own temporary directory is made. */
  readonly temporary: string;
}

const uploadConcurrency = 4;

/** Makes an asset's renditions, in a directory of its own that is removed in the end. */
export async function transcodeJob(
  job: LeasedJob<TranscodeDispatch>,
  { tools, uploadFile, temporary }: TranscodeJobOptions,
): Promise<void> {
  const { api, dispatch, attempt, heartbeat, signal, abort, logger } = job;
  const directory = await mkdtemp(join(temporary, "firstframe-job-"));
  try {
    const inputs = join(directory, "in");
    const outputs = join(directory, "out");
    await mkdir(inputs);
    await mkdir(outputs);
    const uploads = createUploadQueue({
      put: async (path) => api.putOutput(attempt, path, await openOutput(outputs, path), signal),
      concurrency: uploadConcurrency,
      onFailure: abort,
    });
    const { report } = heartbeat;
    const result = await transcode({
      ...{ api, dispatch, attempt, tools, uploadFile, uploads, inputs, outputs, signal, report },
    });
    // From here on the job may already be over, and a beat refused for that must not undo it.
    heartbeat.stop();
    await api.complete(result, signal);
    logger.log("info", "renditions made", {
      duration_ms: result.duration_ms,
      renditions: result.renditions.map(({ id }) => id),
    });
  } finally {
    // Ends the uploads that are still under way when something else failed.
    abort(new Error("the attempt is over"));
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  }
}
