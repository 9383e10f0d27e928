import { DetailedError, type PreviousUpload, Upload, type UrlStorage } from "tus-js-client";
import { stallWatch } from "./stall-watch.ts";
import type { UploaderStrings } from "./strings.ts";
import { errorOfAnswer, UploadError } from "./upload-error.ts";
import type { KeptGrant } from "./upload-records.ts";

/** Without a byte leaving for this long, in ms, the connection is taken for dead. */
const stallLimit = 30_000;
/** How long the server may take to acknowledge the last byte, in ms. */
const acknowledgementLimit = 120_000;

export interface SendOptions {
  readonly file: File;
  /** tus creation URL. */
  readonly endpoint: string;
  /** Of an upload that was begun before; it goes on at the server's offset. */
  readonly uploadUrl: string | null;
  /** Of the partial uploads of one that was begun before over several connections. */
  readonly partUrls: readonly string[] | null;
  /** Connections to send the file over. */
  readonly streams: number;
  readonly token: string;
  readonly signal: AbortSignal;
  readonly strings: UploaderStrings;
  /** Where the upload is, so that a later try can go on with it. */
  readonly onUrls: (urls: { uploadUrl: string | null; partUrls: readonly string[] | null }) => void;
  readonly onProgress: (sentBytes: number) => void;
}

/**
 * Sends a file by tus, in one request where nothing interrupts it: the server keeps whatever arrived.
 * Aborting the signal stops at once and keeps the upload.
 *
 * @throws UploadError, once; trying again is the caller's
 */
export function sendByTus(options: SendOptions): Promise<void> {
  const { file, endpoint, uploadUrl, partUrls, token, signal, strings } = options;
  // What was begun in one way is gone on with in that way.
  const streams = uploadUrl === null ? (partUrls?.length ?? options.streams) : 1;
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
    const upload = new Upload(file, {
      // Given both, the library begins a new upload, at zero, whenever asking for the offset fails in any way.
      ...(uploadUrl === null ? { endpoint } : { uploadUrl }),
      headers: { Authorization: `Bearer ${token}` },
      metadata: { filename: file.name, filetype: file.type },
      retryDelays: null,
      parallelUploads: streams,
      // The element keeps its own records; of partial uploads the library tells nobody but its storage.
      storeFingerprintForResuming: streams > 1,
      fingerprint: async () => file.name,
      urlStorage: partUrlListener((urls) => options.onUrls({ uploadUrl: null, partUrls: urls })),
      onUploadUrlAvailable: () => {
        stall.touch(stallLimit);
        if (upload.url !== null && streams === 1) options.onUrls({ uploadUrl: upload.url, partUrls: null });
      },
      onProgress: (sentBytes) => {
        stall.touch(sentBytes < file.size ? stallLimit : acknowledgementLimit);
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
    if (streams > 1 && partUrls !== null) upload.resumeFromPreviousUpload(previousUpload(file, partUrls));
    upload.start();
  });
}

/** A storage that keeps nothing: it passes on where the partial uploads are. */
function partUrlListener(onUrls: (urls: readonly string[]) => void): UrlStorage {
  return {
    findAllUploads: async () => [],
    findUploadsByFingerprint: async () => [],
    removeUpload: async () => undefined,
    async addUpload(_fingerprint, { parallelUploadUrls }) {
      if (parallelUploadUrls) onUrls([...parallelUploadUrls]);
      return "";
    },
  };
}

function previousUpload(file: File, partUrls: readonly string[]): PreviousUpload {
  return {
    ...{ size: file.size, metadata: {}, creationTime: "", urlStorageKey: "", uploadUrl: null },
    parallelUploadUrls: [...partUrls],
  };
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
