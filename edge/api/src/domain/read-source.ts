import { ApiError, notFound } from "./api-error.ts";
import type { ByteRange, Services } from "./ports.ts";
import { slicesOf } from "./slices-of.ts";

export interface SourceRange {
  readonly body: ReadableStream<Uint8Array>;
  readonly range: ByteRange;
  readonly sizeBytes: number;
}

/**
 * The source of a job's asset.
 *
 * @param range `end` null means to the end
 * @throws ApiError `not_found`, `range_not_satisfiable`
 */
export async function readSource(
  services: Services,
  input: { jobId: string; range: { start: number; end: number | null } | null },
): Promise<SourceRange> {
  const job = await services.jobs.find(input.jobId);
  const asset = job && (await services.assets.find(job.asset_id));
  if (!asset?.upload_id) throw notFound("job", input.jobId);
  const parts = await services.uploadObjects.parts(asset.upload_id);
  const sizeBytes = parts.reduce((sum, part) => sum + part.size, 0);
  const start = input.range?.start ?? 0;
  const end = Math.min(input.range?.end ?? sizeBytes, sizeBytes);
  if (start >= end) {
    throw new ApiError(
      "range_not_satisfiable",
      `The source has ${sizeBytes} bytes; ask for a range within them.`,
    );
  }
  return {
    body: concatenate(services, slicesOf(parts, { start, end })),
    range: { start, end },
    sizeBytes,
  };
}

function concatenate({ objects }: Services, slices: ReturnType<typeof slicesOf>): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const pump = async () => {
    try {
      for (const slice of slices) {
        const object = await objects.get(slice.key, slice);
        if (object === null || object === "not_satisfiable") {
          throw new Error(`part ${slice.key} of the source is missing`);
        }
        await object.body.pipeTo(writable, { preventClose: true, preventAbort: true });
      }
      await writable.close();
    } catch (error) {
      await writable.abort(error).catch(() => undefined);
    }
  };
  void pump();
  return readable;
}
