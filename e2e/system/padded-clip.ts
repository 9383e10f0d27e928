import { seededRandom } from "./random.ts";

/** A playable file of the given size: a clip with a box that players skip, full of noise. */
export function paddedClip(clip: Buffer, size: number, seed: number): Buffer {
  const padding = Buffer.alloc(Math.max(8, size - clip.byteLength));
  const random = seededRandom(seed);
  padding.writeUInt32BE(padding.byteLength, 0);
  padding.write("free", 4, "latin1");
  for (let at = 8; at + 4 <= padding.byteLength; at += 4) {
    padding.writeUInt32LE(Math.floor(random() * 2 ** 32), at);
  }
  return Buffer.concat([clip, padding]);
}
