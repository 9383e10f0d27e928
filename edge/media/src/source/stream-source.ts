import { MediaError } from "../media-error.ts";
import { type RetryPolicy, retryDelay } from "../retry.ts";
import { ApiCallError, type TaskApi } from "../task-api.ts";

export interface StreamOptions {
  readonly api: Pick<TaskApi, "openSource">;
  /** Where to begin, in bytes from the source's start. */
  readonly offset: number;
  /** Bytes of the whole source; null when not known. */
  readonly expectedBytes: number | null;
  readonly retry: RetryPolicy;
  /** Milliseconds without a byte after which the connection is given up and made anew. */
  readonly stallMs: number;
  /** Whether it still grows: then silence is no failure. */
  readonly growing: boolean;
  readonly signal: AbortSignal;
}

/**
 * The bytes of the source from `offset` to its end, as it grows if it still does; none when it ends before. A broken connection is
 * resumed where it broke; only failures in a row without a single byte count against the retry policy.
 *
 * @throws MediaError `processing_failed` when the source cannot be had
 * @throws TaskLostError, or the signal's reason
 */
export async function* streamSource(options: StreamOptions): AsyncGenerator<Uint8Array> {
  const { api, retry, signal } = options;
  let position = options.offset;
  let total = options.expectedBytes;
  for (let failures = 0; ; ) {
    const before = position;
    const stall = new AbortController();
    const timer = setTimeout(() => stall.abort(new StallError("No data arrived in time")), options.stallMs);
    try {
      const response = await api.openSource(position, AbortSignal.any([signal, stall.signal]));
      if (response.status !== 416) {
        total = totalBytes(response, position) ?? total;
        for await (const chunk of response.body ?? []) {
          position += chunk.byteLength;
          yield chunk;
          timer.refresh();
        }
      } else if (position === 0) {
        total = 0;
      }
      if (position >= (total ?? 0)) return;
      throw new ApiCallError(`The source ended after ${position} of ${total} bytes`, null);
    } catch (error) {
      signal.throwIfAborted();
      if (isFinal(error)) throw error;
      failures = position > before || isQuiet(error, options) ? 1 : failures + 1;
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
function isQuiet(error: unknown, { growing }: StreamOptions): boolean {
  return growing && error instanceof StallError;
}

/** Bytes of the whole source; null where the answer does not say, since it follows an upload. */
function totalBytes(response: Response, offset: number): number | null {
  const length = response.headers.get("content-length");
  return length === null ? null : offset + Number(length);
}
