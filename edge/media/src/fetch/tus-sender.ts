import type { FetchDispatch } from "@firstframe/contract";
import { JobLostError } from "../api-client.ts";
import { MediaError } from "../media-error.ts";
import type { RemoteFile } from "./remote-file.ts";

interface Progress {
  readonly offset: number;
  /** Null while the length is not declared. */
  readonly length: number | null;
}

/** An upload as its sender sees it. */
export interface TusSender {
  /** How far it is; null where it was not begun. */
  progress(signal: AbortSignal): Promise<Progress | null>;
  create(file: RemoteFile, signal: AbortSignal): Promise<void>;
  /** Sends bytes as they come. What arrived before a connection broke is kept. */
  append(offset: number, bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void>;
  /** Says that there is no more, where the length was not known before. */
  declareLength(length: number, signal: AbortSignal): Promise<void>;
}

/**
 * Sends into the upload of a fetch job.
 *
 * @throws JobLostError where the upload is over; MediaError `source_too_large`; Error for what another try may mend
 */
export function tusSender(upload: FetchDispatch["upload"], fetch: typeof globalThis.fetch): TusSender {
  const url = `${upload.endpoint}/${upload.id}`;
  const call = async (method: string, to: string, init: RequestInit & { duplex?: "half" }) => {
    const response = await fetch(to, {
      ...init,
      method,
      headers: { ...init.headers, authorization: `Bearer ${upload.token}`, "tus-resumable": "1.0.0" },
    });
    await response.body?.cancel();
    if (response.status === 410) throw new JobLostError("The upload is over");
    if (response.status === 413)
      throw new MediaError("source_too_large", "The file is larger than the upload allows");
    return response;
  };
  const bytesType = "application/offset+octet-stream";

  return {
    async progress(signal) {
      const response = await call("HEAD", url, { signal });
      if (response.status === 404) return null;
      if (!response.ok) throw new Error(`the upload answered ${response.status} to HEAD`);
      const length = response.headers.get("upload-length");
      return {
        offset: Number(response.headers.get("upload-offset")),
        length: length === null ? null : Number(length),
      };
    },
    async create({ size, filename, contentType }, signal) {
      const metadata = Object.entries({ filename, filetype: contentType }).flatMap(([key, value]) =>
        value === null ? [] : `${key} ${Buffer.from(value).toString("base64")}`,
      );
      const headers = {
        ...(size === null ? { "upload-defer-length": "1" } : { "upload-length": String(size) }),
        ...(metadata.length > 0 ? { "upload-metadata": metadata.join(",") } : {}),
      };
      const response = await call("POST", upload.endpoint, { headers, signal });
      if (response.status !== 201) throw new Error(`the upload answered ${response.status} to POST`);
    },
    async append(offset, bytes, signal) {
      const response = await call("PATCH", url, {
        headers: { "upload-offset": String(offset), "content-type": bytesType },
        body: ReadableStream.from(bytes),
        duplex: "half",
        signal,
      });
      if (response.status !== 204) throw new Error(`the upload answered ${response.status} to PATCH`);
    },
    async declareLength(length, signal) {
      const headers = {
        "upload-offset": String(length),
        "upload-length": String(length),
        "content-type": bytesType,
      };
      const response = await call("PATCH", url, { headers, signal });
      if (response.status !== 204) throw new Error(`the upload answered ${response.status} to its length`);
    },
  };
}
