import type { IncomingMessage } from "node:http";
import type { FetchDispatch } from "@firstframe/contract";
import { JobLostError } from "../api-client.ts";
import { MediaError } from "../media-error.ts";
import { type RetryPolicy, retryDelay } from "../retry.ts";
import { openUrl } from "./open-url.ts";
import type { ResolveAll } from "./public-lookup.ts";
import { type RemoteFile, readRemoteFile } from "./remote-file.ts";
import type { TusSender } from "./tus-sender.ts";

interface FetchOptions {
  readonly dispatch: Pick<FetchDispatch, "url" | "allowed_hosts" | "upload">;
  readonly sender: TusSender;
  readonly resolve: ResolveAll;
  readonly retry: RetryPolicy;
  readonly signal: AbortSignal;
  /** Share of the file, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

const transientStatuses = [408, 425, 429];

/**
 * Fetches a file into its upload, from where the upload is: a connection that breaks is resumed by range, and so is what a
 * worker that died had begun. Only failures in a row without a byte count against the retry policy.
 *
 * @throws MediaError `source_fetch_refused`, `source_fetch_failed`, `source_too_large`, `source_empty`
 * @throws JobLostError where the upload is over
 */
export async function fetchUrl(options: FetchOptions): Promise<void> {
  const { sender, retry, signal } = options;
  /** Of the first answer: what is resumed has to be the same file. */
  let validator: string | null = null;
  let last = -1;
  for (let failures = 0; ; ) {
    let delay = 0;
    try {
      const at = await sender.progress(signal);
      if (at !== null && at.offset === at.length) return;
      const offset = at?.offset ?? 0;
      if (offset > last) failures = 0;
      last = offset;
      const response = await openUrl({
        ...{ url: options.dispatch.url, resolve: options.resolve, signal },
        allowedHosts: options.dispatch.allowed_hosts,
        headers: rangeHeaders(offset, validator),
      });
      // A break while nobody reads must not end the process.
      response.on("error", () => undefined);
      try {
        const file = checkAnswer(response, offset, validator, options.dispatch);
        validator = file.validator;
        if (at === null) await sender.create(file, signal);
        await transfer(response, { file, offset, length: at?.length ?? file.size }, options);
        return;
      } finally {
        response.destroy();
      }
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof JobLostError || error instanceof MediaError) throw error;
      failures++;
      if (failures >= retry.attempts) {
        throw new MediaError("source_fetch_failed", `The file could not be fetched: ${String(error)}`, {
          retryable: true,
          cause: error,
        });
      }
      delay = Math.max(retryDelay(failures, retry), error instanceof BusyError ? error.afterMs : 0);
    }
    await retry.sleep(delay, signal);
  }
}

/** The server asks for another try, later. */
class BusyError extends Error {
  readonly afterMs: number;

  constructor(status: number, retryAfter: string | undefined) {
    super(`the server answered ${status}`);
    const seconds = Number(retryAfter);
    this.afterMs = Number.isFinite(seconds) ? Math.min(seconds, 60) * 1000 : 0;
  }
}

function rangeHeaders(offset: number, validator: string | null): Record<string, string> {
  if (offset === 0) return {};
  return { range: `bytes=${offset}-`, ...(validator === null ? {} : { "if-range": validator }) };
}

/** @throws MediaError, or BusyError where another try may help */
function checkAnswer(
  response: IncomingMessage,
  offset: number,
  validator: string | null,
  { url, upload }: FetchOptions["dispatch"],
): RemoteFile {
  const { statusCode = 0, headers } = response;
  if (transientStatuses.includes(statusCode) || statusCode >= 500) {
    throw new BusyError(statusCode, headers["retry-after"]);
  }
  if (statusCode !== 200 && statusCode !== 206) {
    throw new MediaError("source_fetch_failed", `The server answered ${statusCode}`);
  }
  const file = readRemoteFile(response, url);
  if (offset > 0 && validator !== null && file.validator !== validator) {
    throw new MediaError("source_fetch_failed", "The file has changed while it was fetched");
  }
  if (file.size !== null && file.size > upload.max_size_bytes) {
    throw new MediaError(
      "source_too_large",
      `The file has ${file.size} bytes, at most ${upload.max_size_bytes}`,
    );
  }
  if (file.size === 0) throw new MediaError("source_empty", "The file has no bytes");
  return file;
}

interface Transfer {
  readonly file: RemoteFile;
  readonly offset: number;
  /** Of the upload; null while it is not declared. */
  readonly length: number | null;
}

async function transfer(
  response: IncomingMessage,
  { offset, length }: Transfer,
  { dispatch, sender, signal, onProgress }: FetchOptions,
): Promise<void> {
  // A server that knows no ranges sends the whole file again: what is there already is passed over.
  let skip = response.statusCode === 200 ? offset : 0;
  let end = offset;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      const rest = chunk.subarray(Math.min(skip, chunk.byteLength));
      skip -= chunk.byteLength - rest.byteLength;
      if (rest.byteLength === 0) continue;
      end += rest.byteLength;
      if (end > dispatch.upload.max_size_bytes) {
        throw new MediaError(
          "source_too_large",
          `The file has more than ${dispatch.upload.max_size_bytes} bytes`,
        );
      }
      onProgress(length === null ? 0 : Math.min(1, end / length));
      yield rest;
    }
    if (length !== null && end < length) throw new Error(`the file ended after ${end} of ${length} bytes`);
  }
  await sendAll(bytes(), (stream) => sender.append(offset, stream, signal));
  if (length === null) await sender.declareLength(end, signal);
}

/** Sends a stream. Where the stream itself fails, the request ends in order, so that what came before is kept. */
async function sendAll(
  bytes: AsyncGenerator<Uint8Array>,
  send: (stream: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  let fault: unknown = null;
  async function* untilItFails() {
    try {
      yield* bytes;
    } catch (error) {
      fault = error;
    }
  }
  await send(untilItFails());
  if (fault !== null) throw fault;
}
