import { leaseLost } from "./lease-job.ts";
import { outputPrefix } from "./output-prefix.ts";
import type { Services } from "./ports.ts";

interface Input {
  readonly jobId: string;
  readonly attempt: number;
  readonly path: string;
  readonly body: ReadableStream<Uint8Array>;
  readonly sizeBytes: number;
  readonly contentType: string;
}

/**
 * Keeps one file that an attempt made.
 *
 * @throws ApiError `lease_lost` when the attempt does not hold the job
 */
export async function writeOutput(services: Services, input: Input): Promise<void> {
  const job = await services.jobs.find(input.jobId);
  if (job?.state !== "running" || job.attempt !== input.attempt) throw leaseLost();
  await services.objects.put(outputPrefix(job.asset_id, job.id, job.attempt) + input.path, input.body, {
    size: input.sizeBytes,
    contentType: input.contentType,
  });
}
