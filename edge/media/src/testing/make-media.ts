import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Lets ffmpeg generate a file, and gives its bytes. `argv` goes between the general options and the output. */
export async function makeMedia(name: string, ...argv: readonly string[]): Promise<Uint8Array> {
  const directory = await mkdtemp(join(tmpdir(), "firstframe-test-media-"));
  try {
    const path = join(directory, name);
    await execute("ffmpeg", ["-v", "error", "-nostdin", "-y", ...argv, path]);
    return new Uint8Array(await readFile(path));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Input options for a moving test picture, such as `testPicture("640x360", 30, 6)`. */
export function testPicture(size: string, framesPerSecond: number, durationS: number): string[] {
  return ["-f", "lavfi", "-i", `testsrc=size=${size}:rate=${framesPerSecond}:duration=${durationS}`];
}

/** Input options for a tone. */
export function testTone(durationS: number, sampleRate = 44100): string[] {
  return ["-f", "lavfi", "-i", `sine=frequency=440:sample_rate=${sampleRate}:duration=${durationS}`];
}

/** Quick encoding of the picture. */
export const quickVideo: readonly string[] = [
  "-c:v",
  "libx264",
  "-preset",
  "ultrafast",
  "-pix_fmt",
  "yuv420p",
];
