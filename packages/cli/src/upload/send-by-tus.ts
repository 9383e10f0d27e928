import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { DetailedError, Upload } from "tus-js-client";
import { SendError } from "./send-error.ts";

/** Bytes a request: what stands in front of an API may take no larger body than 100 MB. */
const chunkBytes = 64 * 1024 * 1024;
/** Without a byte leaving for this long, in ms, the connection is taken for dead. */
const stallLimitMs = 60_000;

interface SendByTus {
  readonly path: string;
  readonly contentType: string | null;
  /** tus creation URL. */
  readonly endpoint: string;
  /** Of an upload that was begun before: it goes on at the server's offset. */
  readonly uploadUrl: string | null;
  readonly token: string;
  readonly signal: AbortSignal;
  readonly onUrl: (uploadUrl: string) => void;
  readonly onProgress: (sentBytes: number) => void;
}

/**
 * Sends a file by tus 1.0. Aborting the signal stops at once and keeps what has arrived.
 *
 * @throws SendError, once; trying again is the caller's
 */
export function sendByTus(options: SendByTus): Promise<void> {
  const { path, contentType, endpoint, uploadUrl, token, signal } = options;
  return new Promise((done, fail) => {
    if (signal.aborted) {
      fail(signal.reason);
      return;
    }
    let stall: NodeJS.Timeout;
    const touch = () => {
      clearTimeout(stall);
      stall = setTimeout(() => {
        const details = { status: null, code: null, retryAfterS: 0 };
        stop(new SendError(`No byte left for ${stallLimitMs / 1000} s.`, details));
      }, stallLimitMs);
    };
    const finish = () => {
      clearTimeout(stall);
      signal.removeEventListener("abort", onAbort);
    };
    const stop = (reason: unknown) => {
      finish();
      void upload.abort();
      fail(reason);
    };
    const onAbort = () => stop(signal.reason);
    const upload = new Upload(createReadStream(path), {
      // Given both, the library begins a new upload, at zero, whenever asking for the offset fails in any way.
      ...(uploadUrl === null ? { endpoint } : { uploadUrl }),
      headers: { Authorization: `Bearer ${token}` },
      metadata: { filename: basename(path), ...(contentType !== null && { filetype: contentType }) },
      chunkSize: chunkBytes,
      retryDelays: null,
      // Kept in the user's cache folder, with the grant that belongs to it.
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => {
        touch();
        if (upload.url !== null) options.onUrl(upload.url);
      },
      onProgress: (sentBytes) => {
        touch();
        options.onProgress(sentBytes);
      },
      onSuccess: () => {
        finish();
        done();
      },
      onError: (error) => {
        finish();
        fail(sendErrorOf(error));
      },
    });
    signal.addEventListener("abort", onAbort, { once: true });
    touch();
    upload.start();
  });
}

function sendErrorOf(cause: Error): SendError {
  const response = cause instanceof DetailedError ? cause.originalResponse : null;
  if (response === null) {
    const details = { status: null, code: null, retryAfterS: 0 };
    return new SendError(`The connection broke (${firstLine(cause)}).`, details, { cause });
  }
  const status = response.getStatus();
  const problem = readProblem(response.getBody());
  const retryAfterS = Number(response.getHeader("Retry-After") ?? 0) || 0;
  return new SendError(
    problem.detail ?? `The upload was answered with HTTP ${status}.`,
    { status, code: problem.code ?? null, retryAfterS },
    { cause },
  );
}

/** The library appends whole requests to its messages. */
function firstLine({ message }: Error): string {
  return /caused by (?:Error: )?([^,]+)/.exec(message)?.[1] ?? message.split(",")[0] ?? message;
}

function readProblem(body: string): { readonly code?: string; readonly detail?: string } {
  try {
    const { code, detail } = JSON.parse(body);
    return typeof code === "string" && typeof detail === "string" ? { code, detail } : {};
  } catch {
    return {}; // Proxies answer in HTML, and answers to HEAD have no body.
  }
}
