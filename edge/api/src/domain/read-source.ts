import { ApiError, notFound } from "./api-error.ts";
import type { ByteRange, Services, SourcePart } from "./ports.ts";

export interface SourceRange {
  readonly body: ReadableStream<Uint8Array>;
  readonly range: ByteRange;
  readonly sizeBytes: number;
}

/** One read of the bucket: these bytes of that part. */
export interface PartSlice {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** Maps a range of the source onto slices of its parts. */
export function slicesOf(parts: readonly SourcePart[], range: ByteRange): PartSlice[] {
  const slices: PartSlice[] = [];
  for (const part of parts) {
    const start = Math.max(range.start, part.offset) - part.offset;
    const end = Math.min(range.end, part.offset + part.size) - part.offset;
    if (start < end) slices.push({ key: part.key, start, end });
  }
  return slices;
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

function concatenate({ objects }: Services, slices: readonly PartSlice[]): ReadableStream<Uint8Array> {
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
