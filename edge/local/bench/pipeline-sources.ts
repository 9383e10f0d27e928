import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Source {
  readonly name: string;
  readonly path: string;
  readonly minutes: number;
  /** Whether it can be read while it arrives, and is sent as an ordinary line would. */
  readonly early: boolean;
}

export interface Sources {
  /** H.264 and AAC, the index at the end. */
  readonly repackaged: readonly Source[];
  /** The same with the index in front. */
  readonly early: readonly Source[];
  /** HEVC, one minute. */
  readonly encoded: Source;
}

const program = process.env.FIRSTFRAME_FFMPEG ?? "ffmpeg";
const media = fileURLToPath(new URL("../../../../shared/media/", import.meta.url));

/** Loops of real clips, where the checkout has them beside it; otherwise of generated ones. */
export function makeSources(folder: string, minutes: readonly number[]): Sources {
  mkdirSync(folder, { recursive: true });
  const h264 = realOr("video.mp4", () => generate(join(folder, "h264.mp4"), "libx264"));
  const hevc = realOr("video-h265.mp4", () => generate(join(folder, "hevc.mp4"), "libx265"));
  const loop = (name: string, clip: string, count: number, flags: readonly string[]) => {
    const path = join(folder, name);
    const seconds = String(count * 60);
    ffmpeg([
      "-stream_loop",
      "-1",
      "-i",
      clip,
      "-t",
      seconds,
      "-map",
      "0:v",
      "-map",
      "0:a",
      "-c",
      "copy",
      ...flags,
      path,
    ]);
    return path;
  };
  return {
    repackaged: minutes.map((count) => ({
      name: `${count} min 1080p H.264, index last`,
      path: loop(`last-${count}.mp4`, h264, count, []),
      ...{ minutes: count, early: false },
    })),
    early: minutes.map((count) => ({
      name: `${count} min 1080p H.264, index first, 96 Mbit/s line`,
      path: loop(`first-${count}.mp4`, h264, count, ["-movflags", "+faststart"]),
      ...{ minutes: count, early: true },
    })),
    encoded: {
      name: "1 min 1080p HEVC",
      path: loop("hevc-1.mp4", hevc, 1, ["-tag:v", "hvc1"]),
      ...{ minutes: 1, early: false },
    },
  };
}

function realOr(name: string, make: () => string): string {
  const path = join(media, name);
  return existsSync(path) ? path : make();
}

function generate(path: string, encoder: string): string {
  ffmpeg([
    ...["-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=25:duration=10"],
    ...["-f", "lavfi", "-i", "sine=duration=10", "-c:v", encoder, "-preset", "ultrafast"],
    ...["-pix_fmt", "yuv420p", "-g", "125", "-c:a", "aac", path],
  ]);
  return path;
}

function ffmpeg(argv: readonly string[]): void {
  const { status, stderr } = spawnSync(program, ["-v", "error", "-y", ...argv], { encoding: "utf8" });
  if (status !== 0) throw new Error(`ffmpeg: ${stderr}`);
}
