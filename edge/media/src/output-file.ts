import { openAsBlob } from "node:fs";
import { extname, join } from "node:path";

const contentTypes: Readonly<Record<string, string>> = {
  ".m3u8": "application/vnd.apple.mpegurl",
  ".m4s": "video/iso.segment",
  ".mp4": "video/mp4",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".webp": "image/webp",
  ".gif": "image/gif",
  ".vtt": "text/vtt",
  ".json": "application/json",
};

/**
 * A file to upload: its bytes are read when they are sent, and its `type` is the content type that belongs to its name.
 *
 * @throws RangeError for a kind of file that is none of the outputs
 */
export async function openOutput(directory: string, path: string): Promise<Blob> {
  const type = contentTypes[extname(path)];
  if (type === undefined) throw new RangeError(`${path} is not a kind of file that is published`);
  return openAsBlob(join(directory, path), { type });
}
