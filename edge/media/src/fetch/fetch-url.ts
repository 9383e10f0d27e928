import type { IncomingMessage } from "node:http";
import type { FetchDispatch } from "@firstframe/contract";
import { MediaError } from "../media-error.ts";
import { type RetryPolicy, retryDelay } from "../retry.ts";
import { TaskLostError } from "../task-api.ts";
import { BusyError } from "./busy-error.ts";
import { minimumPace } from "./minimum-pace.ts";
import { type OpenTimeouts, openUrl } from "./open-url.ts";
import type { ResolveAll } from "./public-lookup.ts";
import { readAnswer } from "./read-answer.ts";
import { remainingBytes } from "./remaining-bytes.ts";
import { validatorOf } from "./remote-file.ts";
import { SendError, type SentBytes, type TusSender } from "./tus-sender.ts";

export interface FetchOptions {
  readonly dispatch: Pick<FetchDispatch, "url" | "allowed_hosts" | "upload">;
  readonly sender: TusSender;
  readonly resolve: ResolveAll;
  readonly timeouts: OpenTimeouts;
  readonly retry: RetryPolicy;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Share of the file, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/**
 * Fetches a file into its upload, from where the upload is: a connection that breaks is resumed by range, and so is what a
 * worker that died had begun. Only failures in a row without a byte count against the retry policy.
 *
 * @throws MediaError `source_fetch_refused`, `source_fetch_failed`, `source_fetch_changed`, `source_too_large`, `source_empty`
 * @throws TaskLostError where the upload is over
 */
export async function fetchUrl(options: FetchOptions): Promise<void> {
  const { dispatch, sender, resolve, timeouts, retry, signal } = options;
  const onBytes = minimumPace(options.now);
  let last = -1;
  for (let failures = 0; ; ) {
    let delayMs: number;
    try {
      const sent = await sender.sent(signal);
      if (sent !== null && sent.offset === sent.length) return;
      const offset = sent?.offset ?? 0;
      if (offset > last) failures = 0;
      last = offset;
      const response = await openUrl({
        ...{ url: dispatch.url, allowedHosts: dispatch.allowed_hosts, resolve, timeouts, signal },
        headers: rangeHeaders(sent),
      });
      try {
        await send(response, sent, onBytes, options);
        return;
      } finally {
        response.destroy();
      }
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof TaskLostError || error instanceof MediaError) throw error;
      failures++;
      if (failures >= retry.attempts) throw givenUp(error);
      delayMs = Math.max(retryDelay(failures, retry), error instanceof BusyError ? error.afterMs : 0);
    }
    await retry.sleep(delayMs, signal);
  }
}

function rangeHeaders(sent: SentBytes | null): Record<string, string> {
  if (sent === null || sent.offset === 0) return {};
  const { offset, validator } = sent;
  return { range: `bytes=${offset}-`, ...(validator === null ? {} : { "if-range": validator }) };
}

async function send(
  response: IncomingMessage,
  sent: SentBytes | null,
  onBytes: (count: number) => void,
  { dispatch, sender, now, signal, onProgress }: FetchOptions,
): Promise<void> {
  const { url, upload } = dispatch;
  const maximumSize = upload.max_size_bytes;
  const { file, skip } = readAnswer(response, { url, sent, maximumSize, now: now() });
  if (sent === null) await sender.create({ ...file, validator: validatorOf(file) }, signal);
  const declared = sent === null ? file.size : sent.length;
  let end = sent?.offset ?? 0;
  if (skip !== null) {
    const size = declared ?? file.size;
    const bytes = remainingBytes(response, { offset: end, skip, size, maximumSize }, (chunk, at) => {
      onBytes(chunk);
      end = at;
      if (size !== null) onProgress(at / size);
    });
    await sender.append(end, bytes, signal);
  }
  if (declared === null) await sender.declareLength(end, signal);
}

function givenUp(error: unknown): MediaError {
  const cause = error instanceof AggregateError ? error.errors.map(String).join("; ") : String(error);
  return error instanceof SendError
    ? new MediaError("processing_failed", `The file could not be kept: ${cause}`, {
        retryable: true,
        cause: error,
      })
    : new MediaError("source_fetch_failed", `The file could not be fetched: ${cause}`, {
        retryable: true,
        cause: error,
      });
}
