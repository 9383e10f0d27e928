/** Bytes read at the head, in the middle and at the end. */
const sampleSize = 64 * 1024;

/**
 * Names a file by its size and samples of its content, not by its name or date: a file that is picked again after a
 * reload, or copied by the system on picking, is known again.
 *
 * @param subtle undefined on pages that are not served securely; then files have no such name
 * @returns SHA-256 in hexadecimal, or null
 * @throws DOMException where the file cannot be read
 */
export async function fingerprint(file: Blob, subtle: SubtleCrypto | undefined): Promise<string | null> {
  const middle = Math.max(0, Math.floor((file.size - sampleSize) / 2));
  const offsets = [0, middle, Math.max(0, file.size - sampleSize)];
  const samples = await Promise.all(
    offsets.map((offset) => file.slice(offset, offset + sampleSize).arrayBuffer()),
  );
  if (subtle === undefined) return null;
  const bytes = await new Blob([`${file.size}:`, ...samples]).arrayBuffer();
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
