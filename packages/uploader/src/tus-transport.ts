import { DetailedError, Upload } from "tus-js-client";
import type { UploaderStrings } from "./strings.ts";
import { errorOfAnswer, UploadError } from "./upload-error.ts";

export interface SendOptions {
  readonly file: File;
  /** tus creation URL. */
  readonly endpoint: string;
  /** Of an upload that was begun before; it goes on at the server's offset. */
  readonly uploadUrl: string | null;
  readonly token: string;
  readonly signal: AbortSignal;
  readonly strings: UploaderStrings;
  readonly onUrl: (uploadUrl: string) => void;
  readonly onProgress: (sentBytes: number) => void;
}

/**
 * Sends a file by tus, in one request where nothing interrupts it: the server keeps whatever arrived.
 * Aborting the signal stops at once and keeps the upload.
 *
 * @throws UploadError, once; trying again is the caller's
 */
export function sendByTus(options: SendOptions): Promise<void> {
  const { file, endpoint, uploadUrl, token, signal, strings } = options;
  return new Promise((done, fail) => {
    const upload = new Upload(file, {
      endpoint,
      uploadUrl,
      headers: { Authorization: `Bearer ${token}` },
      metadata: { filename: file.name, filetype: file.type },
      retryDelays: null,
      // The element keeps its own record, with the token in it.
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => {
        if (upload.url !== null) options.onUrl(upload.url);
      },
      onProgress: (sentBytes) => options.onProgress(sentBytes),
      onSuccess: () => {
        signal.removeEventListener("abort", abort);
        done();
      },
      onError: (error) => {
        signal.removeEventListener("abort", abort);
        fail(toUploadError(error, strings));
      },
    });
    const abort = () => {
      void upload.abort();
      fail(signal.reason);
    };
    if (signal.aborted) {
      fail(signal.reason);
      return;
    }
    signal.addEventListener("abort", abort, { once: true });
    upload.start();
  });
}

/** Tells the server that the upload is given up; whether it hears is its own affair (it expires otherwise). */
export async function terminateByTus(uploadUrl: string, token: string): Promise<void> {
  await Upload.terminate(uploadUrl, { headers: { Authorization: `Bearer ${token}` }, retryDelays: null });
}

function toUploadError(error: Error, strings: UploaderStrings): UploadError {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  if (response === null || response.getStatus() === 0) {
    return new UploadError("network", strings.connectionFailed, { transient: true, cause: error });
  }
  return errorOfAnswer(
    {
      status: response.getStatus(),
      body: response.getBody(),
      retryAfter: response.getHeader("Retry-After") ?? null,
    },
    strings.uploadFailed,
  );
}
