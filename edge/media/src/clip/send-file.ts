import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { SendError, type SentFile, type TusSender } from "../fetch/tus-sender.ts";
import { MediaError } from "../media-error.ts";
import { type RetryPolicy, retry } from "../retry.ts";

interface SendOptions extends Pick<SentFile, "filename" | "contentType"> {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly sender: TusSender;
  readonly retry: RetryPolicy;
  readonly signal: AbortSignal;
  /** Share of the file, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/**
 * Sends a file into its upload, from where the upload is: an earlier attempt may have begun it.
 *
 * @throws MediaError `source_too_large`; `processing_failed` where the upload has begun with another file
 * @throws TaskLostError where the upload is over
 */
export async function sendFile(options: SendOptions): Promise<void> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(options.path), hash, { signal: options.signal });
  const validator = `"${hash.digest("hex")}"`;
  const isRetryable = (error: unknown) => error instanceof SendError;
  try {
    await retry(() => sendRest(validator, options), isRetryable, options.retry, options.signal);
  } catch (cause) {
    if (!(cause instanceof SendError)) throw cause;
    throw new MediaError("processing_failed", `The file could not be kept: ${cause.message}`, {
      ...{ retryable: true, cause },
    });
  }
}

async function sendRest(validator: string, options: SendOptions): Promise<void> {
  const { path, size, filename, contentType, sender, signal, onProgress } = options;
  const sent = await sender.sent(signal);
  if (sent === null) await sender.create({ size, filename, contentType, validator }, signal);
  else if (sent.validator !== validator) {
    throw new MediaError("processing_failed", "The upload has begun with a file that differs from this one");
  }
  const offset = sent?.offset ?? 0;
  if (offset === size) return;
  async function* counted() {
    let end = offset;
    for await (const chunk of createReadStream(path, { start: offset })) {
      end += chunk.byteLength;
      yield chunk as Uint8Array;
      onProgress(end / size);
    }
  }
  await sender.append(offset, counted(), signal);
}
