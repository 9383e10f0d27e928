import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "./running-system.ts";

const ffmpeg = process.env.FIRSTFRAME_FFMPEG ?? "ffmpeg";

/** Real recordings, where the checkout has them beside it. */
export const sharedMedia = join(repository, "../shared/media");
export const hasSharedMedia = existsSync(join(sharedMedia, "README.md"));

export interface Clip {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A clip made by ffmpeg: arguments between the inputs and the file's name. */
export function makeClip(name: string, mimeType: string, args: readonly string[]): Clip {
  const folder = mkdtempSync(join(tmpdir(), "firstframe-clip-"));
  try {
    const path = join(folder, name);
    const { status, stderr } = spawnSync(ffmpeg, ["-v", "error", "-y", ...args, path], { encoding: "utf8" });
    if (status !== 0) throw new Error(`ffmpeg: ${stderr}`);
    return { name, mimeType, buffer: readFileSync(path) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Six seconds of moving picture with sound, 640×360, H.264 and AAC. */
export function videoClip(): Clip {
  return makeClip("moving.mp4", "video/mp4", [
    ..."-f lavfi -i testsrc2=size=640x360:rate=25:duration=6 -f lavfi -i sine=frequency=440:duration=6".split(
      " ",
    ),
    ..."-c:v libx264 -preset veryfast -pix_fmt yuv420p -c:a aac -shortest".split(" "),
  ]);
}

/** A real recording where there is one, otherwise a generated clip. */
export function realClip(): Clip {
  const path = join(sharedMedia, "car-detection.mp4");
  return existsSync(path)
    ? { name: "car-detection.mp4", mimeType: "video/mp4", buffer: readFileSync(path) }
    : videoClip();
}

export function audioClip(): Clip {
  return makeClip(
    "tone.mp3",
    "audio/mpeg",
    "-f lavfi -i sine=frequency=330:duration=5 -c:a libmp3lame".split(" "),
  );
}

/** Cut in the middle of its media data, with the index in front: it looks complete to whoever reads only the head. */
export function truncatedClip(): Clip {
  const whole = makeClip("cut.mp4", "video/mp4", [
    ..."-f lavfi -i testsrc2=size=640x360:rate=25:duration=6 -c:v libx264 -preset veryfast".split(" "),
    ..."-pix_fmt yuv420p -movflags +faststart".split(" "),
  ]);
  return { ...whole, buffer: whole.buffer.subarray(0, Math.floor(whole.buffer.byteLength * 0.6)) };
}
