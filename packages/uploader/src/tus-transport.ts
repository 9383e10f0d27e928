import { DetailedError, Upload } from "tus-js-client";
import { stallWatch } from "./stall-watch.ts";
import type { UploaderStrings } from "./strings.ts";
import { errorOfAnswer, UploadError } from "./upload-error.ts";
import type { KeptGrant } from "./upload-records.ts";

/** Without a byte leaving for this long, in ms, the connection is taken for dead. */
const stallLimit = 30_000;
/** How long the server may take to acknowledge the last byte, in ms. */
const acknowledgementLimit = 120_000;

export interface TusOptions {
  readonly blob: Blob;
  /** tus creation URL. */
  readonly endpoint: string;
  /** Of an upload that was begun before; it goes on at the server's offset. */
  readonly uploadUrl: string | null;
  readonly token: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Whether this is a part of a file whose parts are put together later. */
  readonly partial: boolean;
  readonly signal: AbortSignal;
  readonly strings: UploaderStrings;
  readonly onUrl: (uploadUrl: string) => void;
  readonly onProgress: (sentBytes: number) => void;
}

/**
 * Sends bytes by tus, in one request where nothing interrupts it: the server keeps whatever arrived.
 * Aborting the signal stops at once and keeps the upload.
 *
 * @throws UploadError, once; trying again is the caller's
 */
export function sendByTus(options: TusOptions): Promise<void> {
  const { blob, endpoint, uploadUrl, token, metadata, signal, strings } = options;
  return new Promise((done, fail) => {
    if (signal.aborted) {
      fail(signal.reason);
      return;
    }
    const finish = () => {
      stall.stop();
      signal.removeEventListener("abort", abort);
    };
    const giveUp = (reason: unknown) => {
      finish();
      void upload.abort();
      fail(reason);
    };
    const abort = () => giveUp(signal.reason);
    const stall = stallWatch(() =>
      giveUp(new UploadError("network", strings.connectionFailed, { transient: true })),
    );
    const upload = new Upload(blob, {
      // Given both, the library begins a new upload, at zero, whenever asking for the offset fails in any way.
      ...(uploadUrl === null ? { endpoint } : { uploadUrl }),
      headers: { Authorization: `Bearer ${token}`, ...(options.partial && { "Upload-Concat": "partial" }) },
      metadata,
      retryDelays: null,
      // The element keeps its own records.
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => {
        stall.touch(stallLimit);
        if (upload.url !== null) options.onUrl(upload.url);
      },
      onProgress: (sentBytes) => {
        stall.touch(sentBytes < blob.size ? stallLimit : acknowledgementLimit);
        options.onProgress(sentBytes);
      },
      onSuccess: () => {
        finish();
        done();
      },
      onError: (error) => {
        finish();
        fail(toUploadError(error, strings));
      },
    });
    signal.addEventListener("abort", abort, { once: true });
    stall.touch(stallLimit);
    upload.start();
  });
}

/** Tells the server that the upload is given up; one that does not hear of it lets the upload expire. */
export async function terminateByTus(
  { endpoint, id, token }: Pick<KeptGrant, "endpoint" | "id" | "token">,
  uploadUrl: string | null,
): Promise<void> {
  // What is sent over several connections is given up by the name that it would have had.
  await Upload.terminate(uploadUrl ?? `${endpoint}/${id}`, {
    headers: { Authorization: `Bearer ${token}` },
    // The request that was sending may hold its lock for a moment.
    retryDelays: [500, 2_000, 5_000],
  });
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
      now: Date.now(),
    },
    strings.uploadFailed,
  );
}
