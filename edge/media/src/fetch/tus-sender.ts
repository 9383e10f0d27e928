import type { UploadTarget } from "@firstframe/contract";
import { Metadata } from "@tus/server";
import { MediaError } from "../media-error.ts";
import { TaskLostError } from "../task-api.ts";
import { slicesOf } from "./slices-of.ts";

/** The file that is sent. */
export interface SentFile {
  /** Bytes; null where it is not known yet. */
  readonly size: number | null;
  readonly filename: string | null;
  readonly contentType: string | null;
  /** Tells it from every other file; null where nothing does. */
  readonly validator: string | null;
}

/** What an upload has of its file. */
export interface SentBytes {
  readonly offset: number;
  /** Of the whole file; null while it is not declared. */
  readonly length: number | null;
  /** Of the file whose bytes these are; null where there is none. */
  readonly validator: string | null;
}

/**
 * An upload as its sender sees it. Calls throw TaskLostError where the upload is over, MediaError `source_too_large`, and
 * SendError for what another try may mend.
 */
export interface TusSender {
  /** Null where the upload was not begun. */
  sent(signal: AbortSignal): Promise<SentBytes | null>;
  create(file: SentFile, signal: AbortSignal): Promise<void>;
  /** Sends bytes as they come. What came before a failure, of this side or the other, is kept. */
  append(offset: number, bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void>;
  /** Says that there is no more, where the length was not declared. */
  declareLength(length: number, signal: AbortSignal): Promise<void>;
}

/** The upload did not take what was sent. */
export class SendError extends Error {
  override readonly name = "SendError";
}

/** What stands in front of an API may take no larger body than 100 MB. */
const sliceBytes = 32 * 1024 * 1024;
const callTimeoutMs = 30_000;
const bytesType = "application/offset+octet-stream";

/** Sends into the upload that a task fills. */
export function tusSender(upload: UploadTarget, fetch: typeof globalThis.fetch): TusSender {
  const url = `${upload.endpoint}/${upload.id}`;

  async function call(
    to: string,
    init: RequestInit & { method: string; duplex?: "half" },
  ): Promise<Response> {
    const headers = { ...init.headers, authorization: `Bearer ${upload.token}`, "tus-resumable": "1.0.0" };
    let response: Response;
    try {
      response = await fetch(to, { ...init, headers });
      await response.body?.cancel();
    } catch (cause) {
      throw new SendError(`the upload gave no answer to ${init.method}: ${String(cause)}`, { cause });
    }
    if (response.status === 410) throw new TaskLostError("The upload is over");
    if (response.status === 413) {
      throw new MediaError("source_too_large", "The file is larger than the upload allows");
    }
    if (response.ok || response.status === 404) return response;
    throw new SendError(`the upload answered ${response.status} to ${init.method}`);
  }

  async function patch(offset: number, init: RequestInit & { duplex?: "half" }): Promise<number> {
    const headers = { ...init.headers, "upload-offset": String(offset), "content-type": bytesType };
    const response = await call(url, { ...init, method: "PATCH", headers });
    if (!response.ok) throw new SendError("the upload is not there any more");
    return Number(response.headers.get("upload-offset"));
  }

  return {
    async sent(signal) {
      const response = await call(url, { method: "HEAD", signal: limited(signal) });
      if (!response.ok) return null;
      const length = response.headers.get("upload-length");
      const metadata = response.headers.get("upload-metadata");
      return {
        offset: Number(response.headers.get("upload-offset")),
        length: length === null ? null : Number(length),
        validator: (metadata && Metadata.parse(metadata).validator) || null,
      };
    },
    async create(file, signal) {
      const { size, filename, contentType: filetype } = file;
      // Whoever goes on after this worker learns from the upload itself what file it is.
      const known = Object.entries({ filename, filetype, validator: file.validator }).filter(
        ([, value]) => value,
      );
      const headers = {
        ...(size === null ? { "upload-defer-length": "1" } : { "upload-length": String(size) }),
        ...(known.length > 0 ? { "upload-metadata": Metadata.stringify(Object.fromEntries(known)) } : {}),
      };
      const response = await call(upload.endpoint, { method: "POST", headers, signal: limited(signal) });
      if (!response.ok) throw new SendError("the upload could not be begun");
    },
    async append(offset, bytes, signal) {
      let end = offset;
      async function* counted(slice: AsyncIterable<Uint8Array>) {
        for await (const chunk of slice) {
          end += chunk.byteLength;
          yield chunk;
        }
      }
      for await (const slice of slicesOf(bytes, sliceBytes)) {
        const kept = await patch(end, { body: ReadableStream.from(counted(slice)), duplex: "half", signal });
        if (kept !== end) throw new SendError(`the upload kept ${kept} of ${end} bytes`);
      }
    },
    async declareLength(length, signal) {
      await patch(length, { headers: { "upload-length": String(length) }, signal: limited(signal) });
    },
  };
}

function limited(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(callTimeoutMs)]);
}
