import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { MediaError } from "../media-error.ts";
import { type RetryPolicy, retryDelay } from "../retry.ts";
import { ApiCallError, type TaskApi } from "../task-api.ts";
import { writeAll } from "../write-all.ts";

export interface WholeSource {
  readonly sizeBytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

interface DownloadOptions {
  readonly api: Pick<TaskApi, "openSource">;
  /** Where to write the file. */
  readonly path: string;
  /** Bytes; null when not known. */
  readonly expectedBytes: number | null;
  readonly retry: RetryPolicy;
  /** Milliseconds without a byte after which the connection is given up and made anew. */
  readonly stallMs: number;
  /** Whether it still grows: then silence is no failure. */
  readonly growing: boolean;
  readonly signal: AbortSignal;
  /** Told whenever more is in the file: how many bytes are. */
  readonly onBytes: (received: number) => void;
}

/**
 * Downloads the source, as it grows if it still does, and computes its SHA-256 on the way. A broken connection is resumed where it broke; only
 * failures in a row without a single byte count against the retry policy.
 *
 * @throws MediaError `source_empty`, or `processing_failed` when the source cannot be had
 * @throws TaskLostError
 */
export async function downloadSource(options: DownloadOptions): Promise<WholeSource> {
  const file = await open(options.path, "w");
  try {
    return await download(file, options);
  } finally {
    await file.close();
  }
}

async function download(file: FileHandle, options: DownloadOptions): Promise<WholeSource> {
  const { api, retry, signal } = options;
  let hash = createHash("sha256");
  let received = 0;
  let total = options.expectedBytes;
  for (let failures = 0; ; ) {
    const before = received;
    const stall = new AbortController();
    const timer = setTimeout(() => stall.abort(new StallError("No data arrived in time")), options.stallMs);
    try {
      const response = await api.openSource(received, AbortSignal.any([signal, stall.signal]));
      if (response.status !== 416) {
        if (response.status !== 206 && received > 0) {
          // The range was not honoured: this is the whole file again.
          received = 0;
          hash = createHash("sha256");
          await file.truncate(0);
        }
        total = totalBytes(response) ?? total;
        for await (const chunk of response.body ?? []) {
          await writeAll(file, [chunk], received);
          hash.update(chunk);
          received += chunk.byteLength;
          timer.refresh();
          options.onBytes(received);
        }
      } else if (received === 0) {
        total = 0;
      }
      if (received >= (total ?? 0)) break;
      throw new ApiCallError(`The source ended after ${received} of ${total} bytes`, null);
    } catch (error) {
      signal.throwIfAborted();
      if (isFinal(error)) throw error;
      failures = received > before || isQuiet(error, options) ? 1 : failures + 1;
      if (failures >= retry.attempts) {
        throw new MediaError("processing_failed", `The source could not be downloaded: ${String(error)}`, {
          retryable: true,
          cause: error,
        });
      }
    } finally {
      clearTimeout(timer);
    }
    await retry.sleep(retryDelay(failures, retry), signal);
  }
  if (received === 0) throw new MediaError("source_empty", "The source has no bytes");
  return { sizeBytes: received, sha256: hash.digest("hex") };
}

class StallError extends Error {
  override readonly name = "StallError";
}

/** Errors of reading a body are the platform's own; of the API's answers only some are worth another try. */
function isFinal(error: unknown): boolean {
  if (error instanceof ApiCallError) return !error.retryable;
  return !(error instanceof TypeError || error instanceof StallError);
}

/** An upload that pauses is none of our failures. */
function isQuiet(error: unknown, { growing }: DownloadOptions): boolean {
  return growing && error instanceof StallError;
}

function totalBytes(response: Response): number | null {
  const range = /^bytes \d+-\d+\/(\d+)$/.exec(response.headers.get("content-range") ?? "");
  if (range?.[1] !== undefined) return Number(range[1]);
  const length = response.headers.get("content-length");
  return response.status === 200 && length !== null ? Number(length) : null;
}
