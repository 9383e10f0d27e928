import type { IncomingMessage } from "node:http";
import { MediaError } from "../media-error.ts";
import { BusyError, readRetryAfter } from "./busy-error.ts";
import { type RemoteFile, readRemoteFile } from "./remote-file.ts";
import type { SentBytes } from "./tus-sender.ts";

interface Asked {
  readonly url: string;
  /** What the upload has already; null where it was not begun. */
  readonly sent: SentBytes | null;
  readonly maximumSize: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What is to be done with an answer's body. */
export interface Answer {
  readonly file: RemoteFile;
  /** Bytes to pass over, since the upload has them; null where it has all that there are. */
  readonly skip: number | null;
}

const transientStatuses = [408, 425, 429];

/**
 * Holds an answer to what was asked for: the bytes that the upload lacks, of the very file that it has the first bytes of.
 *
 * @throws MediaError `source_fetch_failed`, `source_fetch_changed`, `source_too_large`, `source_empty`
 * @throws BusyError where the same may be answered otherwise later
 */
export function readAnswer(
  response: Pick<IncomingMessage, "statusCode" | "headers">,
  { url, sent, maximumSize, now }: Asked,
): Answer {
  const { statusCode = 0, headers } = response;
  if (transientStatuses.includes(statusCode) || statusCode >= 500) {
    throw new BusyError(statusCode, readRetryAfter(headers["retry-after"], now));
  }
  const file = readRemoteFile(response, url);
  const offset = sent?.offset ?? 0;
  // There is nothing beyond what is there: all of it, where nobody has said yet how much it is.
  if (statusCode === 416 && file.size === offset && sent?.length === null) return { file, skip: null };
  if (statusCode === 416 && file.size !== null) throw changed();
  if (statusCode !== 200 && statusCode !== 206) throw failed(`The server answered ${statusCode}`);
  if ((headers["content-encoding"] ?? "identity") !== "identity") {
    throw failed("The server sends the file compressed, although it was asked not to");
  }
  if (statusCode === 206 && file.start !== offset) {
    throw failed("The server sends another range than it was asked for");
  }
  if (sent !== null) checkSame(file, sent, statusCode);
  if (file.size === 0) throw new MediaError("source_empty", "The file has no bytes");
  if ((file.size ?? 0) > maximumSize) throw tooLarge(maximumSize);
  return { file, skip: statusCode === 200 ? offset : 0 };
}

function checkSame(file: RemoteFile, { offset, length, validator }: SentBytes, statusCode: number): void {
  if (length !== null && file.size !== null && file.size !== length) throw changed();
  if (offset === 0) return;
  if (validator === null) {
    throw failed("The connection broke, and the server gives no strong ETag or date to go on by");
  }
  const current = validator.startsWith('"') ? file.etag : file.lastModified;
  // RFC 9110, section 15.3.7: an answer to If-Range may leave out what it confirms by being partial.
  if (current === null && statusCode === 206) return;
  if (current !== validator) throw changed();
}

export function changed(): MediaError {
  return new MediaError("source_fetch_changed", "The file has changed since its first bytes were fetched");
}

export function tooLarge(maximumSize: number): MediaError {
  return new MediaError(
    "source_too_large",
    `The file has more than the ${maximumSize} bytes that it may have`,
  );
}

function failed(detail: string): MediaError {
  return new MediaError("source_fetch_failed", detail);
}
