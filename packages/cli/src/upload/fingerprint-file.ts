import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

/** Bytes at each end that are looked at. */
const lookedAt = 64 * 1024;

export interface FileIdentity {
  readonly sizeBytes: number;
  /** The same for the same content under whatever name, another one once it was written to. */
  readonly fingerprint: string;
}

/** Recognises a file by its size, when it was last written, and its two ends: quick, however large it is. */
export async function fingerprintFile(path: string): Promise<FileIdentity> {
  const file = await open(path);
  try {
    const { size, mtimeMs } = await file.stat();
    const hash = createHash("sha256").update(`${size} ${Math.floor(mtimeMs)} `);
    for (const start of [0, Math.max(0, size - lookedAt)]) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(lookedAt, size)), {
        position: start,
      });
      hash.update(buffer.subarray(0, bytesRead));
    }
    return { sizeBytes: size, fingerprint: hash.digest("hex") };
  } finally {
    await file.close();
  }
}
