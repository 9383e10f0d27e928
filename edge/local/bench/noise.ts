import { createHash, randomBytes } from "node:crypto";

/** Noise that repeats: making it costs nothing while time is taken. A prime length, so that no two parts are the same. */
const noise = randomBytes(1_000_003);

/** The bytes from `start` up to `end` of the endless noise, in pieces. */
export function* noisePieces(start: number, end: number): Generator<Buffer> {
  for (let at = start; at < end; ) {
    const piece = noise.subarray(at % noise.byteLength).subarray(0, end - at);
    at += piece.byteLength;
    yield piece;
  }
}

/** SHA-256 of the first `size` bytes, as hexadecimal digits. */
export function noiseDigest(size: number): string {
  const hash = createHash("sha256");
  for (const piece of noisePieces(0, size)) hash.update(piece);
  return hash.digest("hex");
}
