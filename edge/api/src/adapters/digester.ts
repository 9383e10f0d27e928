import type { UploadChecksum } from "@firstframe/ingest";

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
