import { createHmac } from "node:crypto";
import type { RandomBytes } from "../domain/ports.ts";

const blockLength = 32;

/** Bytes that nobody can tell without the seed, the same for the same seed: HMAC-SHA-256 over a counter. */
export function seededBytes(seed: Uint8Array): RandomBytes {
  let counter = 0;
  return (count) => {
    const bytes = new Uint8Array(count);
    for (let offset = 0; offset < count; offset += blockLength) {
      const block = createHmac("sha256", seed).update(String(counter++)).digest();
      bytes.set(block.subarray(0, Math.min(blockLength, count - offset)), offset);
    }
    return bytes;
  };
}
