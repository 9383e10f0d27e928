import { truncatedClip } from "../clips.ts";
import { seededRandom } from "../random.ts";
import { zipOfZeros } from "./zip-of-zeros.ts";
import { refused, type ZooClip } from "./zoo-clip.ts";

const playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n";
const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="64" height="64">' +
  '<image xlink:href="file:///etc/passwd" width="64" height="64"/></svg>';

/** Files that are not to be played, and must not do harm. */
export const brokenClips: readonly ZooClip[] = [
  refused(
    "truncated.mp4",
    "cut in its data with the index in front: looks whole at first",
    "source_truncated",
    () => truncatedClip().buffer,
  ),
  refused(
    "random.mp4",
    "bytes without a meaning: no decoder may take its guess for a finding",
    "source_not_media",
    () => noise(200_000),
  ),
  refused(
    "bomb.mp4",
    "a hundred megabytes of zeros in a small zip: nothing may unpack it",
    "source_not_media",
    () => zipOfZeros(100 * 1024 * 1024),
  ),
  refused(
    "playlist.mp4",
    "a playlist under a video's name: must not make ffmpeg read files",
    "source_not_media",
    () => Buffer.from(playlist),
  ),
  refused("playlist.m3u8", "the same under its own name", "source_not_media", () => Buffer.from(playlist)),
  refused("picture.svg", "a picture that refers to a file", "source_not_media", () => Buffer.from(picture)),
  refused("letter.mp4", "text under a video's name", "source_not_media", () =>
    Buffer.from("Dear reader,\nthis is no video.\n".repeat(200)),
  ),
  refused("one-byte.mp4", "as good as empty", "source_not_media", () => Buffer.from([0])),
  refused("only-a-brand.mp4", "the first box of an MP4 and nothing else", "source_truncated", () =>
    Buffer.from("\0\0\0\x18ftypisom\0\0\x02\0isommp41", "latin1"),
  ),
];

function noise(length: number): Uint8Array {
  const random = seededRandom(20);
  return Uint8Array.from({ length }, () => Math.floor(random() * 256));
}
