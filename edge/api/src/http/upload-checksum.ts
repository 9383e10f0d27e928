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

/** Reads an `Upload-Checksum` header: `<algorithm> <base64>`. */
export function readChecksum(header: string | null): UploadChecksum | "invalid" | null {
  if (header === null) return null;
  const match = /^([a-z0-9]+) ([A-Za-z0-9+/]+={0,2})$/.exec(header.trim());
  const algorithm = algorithms[match?.[1] ?? ""];
  return match?.[2] && algorithm ? { algorithm, digest: match[2] } : "invalid";
}

/** Adds up bytes as they pass. */
export function digester(algorithm: UploadChecksum["algorithm"]) {
  const stream = new crypto.DigestStream(algorithm);
  const writer = stream.getWriter();
  return {
    add: (bytes: Uint8Array) => writer.write(bytes),
    /** Base64. */
    async finish(): Promise<string> {
      await writer.close();
      return btoa(String.fromCharCode(...new Uint8Array(await stream.digest)));
    },
  };
}
