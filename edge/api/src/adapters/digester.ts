import type { UploadChecksum } from "@firstframe/ingest";
import { toBase64 } from "../domain/base64.ts";

/** Adds up bytes as they pass. */
export function digester(algorithm: UploadChecksum["algorithm"]) {
  const stream = new crypto.DigestStream(algorithm);
  const writer = stream.getWriter();
  return {
    add: (bytes: Uint8Array) => writer.write(bytes),
    /** Base64. */
    async finish(): Promise<string> {
      await writer.close();
      return toBase64(new Uint8Array(await stream.digest));
    },
  };
}
