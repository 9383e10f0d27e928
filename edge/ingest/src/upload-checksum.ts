import { TusError } from "./tus-error.ts";

/** What a client says the bytes of one request add up to (tus 1.0, Checksum). */
export interface UploadChecksum {
  readonly algorithm: "SHA-1" | "SHA-256";
  /** Base64. */
  readonly digest: string;
}

const algorithms: Readonly<Record<string, UploadChecksum["algorithm"]>> = {
  sha1: "SHA-1",
  sha256: "SHA-256",
};

/** As in `Tus-Checksum-Algorithm`. */
export const checksumAlgorithms = Object.keys(algorithms).join(",");

/**
 * Reads an `Upload-Checksum` header: `<algorithm> <base64>`.
 *
 * @throws TusError `invalid_request` for what is not understood
 */
export function readChecksum(header: string | null): UploadChecksum | null {
  if (header === null) return null;
  const match = /^([a-z0-9]+) ([A-Za-z0-9+/]+={0,2})$/.exec(header.trim());
  const algorithm = algorithms[match?.[1] ?? ""];
  if (match?.[2] && algorithm) return { algorithm, digest: match[2] };
  throw new TusError(
    "invalid_request",
    `Upload-Checksum is not understood. Send «<algorithm> <base64>» with one of: ${checksumAlgorithms}.`,
  );
}

/** The answer to bytes that do not add up. */
export function checksumMismatch(): TusError {
  return new TusError(
    "checksum_mismatch",
    "The bytes do not match their Upload-Checksum and were discarded. Send them again.",
  );
}
