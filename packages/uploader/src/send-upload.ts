import type { UploaderStrings } from "./strings.ts";
import { sendByTus } from "./tus-transport.ts";
import { errorOfResponse, UploadError } from "./upload-error.ts";

/** Of the parts that are sent at the same time, in order; null for one that is not begun. */
export type PartUrls = readonly (string | null)[];

export interface SendOptions {
  readonly file: File;
  /** tus creation URL. */
  readonly endpoint: string;
  /** Of an upload that was begun before; it goes on at the server's offset. */
  readonly uploadUrl: string | null;
  /** Of one that was begun before over several connections. */
  readonly partUrls: PartUrls | null;
  /** Connections to send the file over. */
  readonly streams: number;
  readonly token: string;
  readonly signal: AbortSignal;
  readonly strings: UploaderStrings;
  /** Where the upload is, so that a later try can go on with it. */
  readonly onUrls: (urls: { uploadUrl: string | null; partUrls: PartUrls | null }) => void;
  readonly onProgress: (sentBytes: number) => void;
}

/**
 * Sends a file over one connection, or its parts over several: what was begun in one way goes on in that way. Aborting the
 * signal stops at once and keeps the upload.
 *
 * @throws UploadError, once; trying again is the caller's
 */
export async function sendUpload(options: SendOptions): Promise<void> {
  const { file, uploadUrl, streams, strings } = options;
  const metadata = { filename: file.name, filetype: file.type };
  const partUrls = options.partUrls ?? Array.from({ length: streams }, () => null);
  if (uploadUrl !== null || partUrls.length < 2) {
    const onUrl = (url: string) => options.onUrls({ uploadUrl: url, partUrls: null });
    return sendByTus({ ...options, blob: file, metadata, partial: false, onUrl });
  }
  const loaded = await import("./send-parts.ts").catch(() => null);
  // Then it goes over one connection.
  if (loaded === null) throw new UploadError("parts_unavailable", strings.uploadFailed, { transient: false });
  let response: Response;
  try {
    response = await loaded.sendParts({ ...options, metadata, partUrls }, sendByTus);
  } catch (cause) {
    if (cause instanceof UploadError) throw cause;
    throw new UploadError("network", strings.connectionFailed, { transient: true, cause });
  }
  if (!response.ok) throw await errorOfResponse(response, Date.now(), strings.uploadFailed);
}
