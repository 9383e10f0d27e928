import { Metadata } from "@tus/server";
import { TusError } from "./tus-error.ts";

/** `Upload-Metadata`, decoded; keys without a value have null. */
export type UploadMetadata = Record<string, string | null>;

/** What a client says of the file that it sends. */
export interface DeclaredFile {
  /** Bytes; null while the client has not said. */
  readonly sizeBytes: number | null;
  readonly filename: string | null;
  readonly contentType: string | null;
}

export function declaredFile(upload: {
  readonly size?: number | undefined;
  readonly metadata?: UploadMetadata | undefined;
}): DeclaredFile {
  const { size, metadata } = upload;
  return {
    sizeBytes: size ?? null,
    filename: metadata?.filename ?? null,
    contentType: metadata?.filetype ?? null,
  };
}

/** @throws TusError `invalid_request` */
export function readMetadata(headers: Headers): UploadMetadata | undefined {
  const header = headers.get("upload-metadata");
  if (!header) return undefined;
  try {
    return Metadata.parse(header);
  } catch (cause) {
    const detail =
      "Upload-Metadata is not valid. Send pairs of a unique key and a value in Base64, separated by commas.";
    throw new TusError("invalid_request", detail, { cause });
  }
}
