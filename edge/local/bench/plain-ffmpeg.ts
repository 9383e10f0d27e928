import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import type { DecisionRecord } from "@firstframe/contract";
import { timed } from "./timed.ts";

const program = process.env.FIRSTFRAME_FFMPEG ?? "ffmpeg";

/** A rendition that a plain command has to make as well. */
interface PlainRendition {
  readonly width: number;
  readonly height: number;
  readonly maximumBitrate: number;
  readonly quality: number;
}

export interface PlainLadder {
  /** Whether the video is published as it is as well. */
  readonly copied: boolean;
  readonly encoded: readonly PlainRendition[];
}

const hls = (name: string) => [
  ...["-f", "hls", "-hls_segment_type", "fmp4", "-hls_playlist_type", "vod", "-hls_time", "4"],
  ...["-hls_fmp4_init_filename", `${name}.mp4`, "-hls_segment_filename", `${name}-%05d.m4s`, `${name}.m3u8`],
];

/** The ladder that a job made, by its record. */
export function ladderOf({ plan }: DecisionRecord): PlainLadder {
  const { rungs } = plan as unknown as { rungs: (Partial<PlainRendition> & { id: string })[] };
  const encoded = rungs.filter((rung): rung is PlainRendition & { id: string } => rung.width !== undefined);
  return { copied: encoded.length < rungs.length, encoded };
}

/** Milliseconds that ffmpeg takes to repackage a file. */
export function copyToHls(path: string, folder: string): Promise<number> {
  return inFolder(folder, ["-i", path, "-map", "0:v", "-map", "0:a", "-c", "copy", ...hls("copy")]);
}

/** Milliseconds that one command takes to make a ladder, as people write it. */
export function plainLadder(path: string, { copied, encoded }: PlainLadder, folder: string): Promise<number> {
  const names = encoded.map((_, index) => `v${index}`);
  const graph = [
    `[0:v]split=${encoded.length}${names.map((name) => `[s${name}]`).join("")}`,
    ...encoded.map(
      ({ width, height }, index) =>
        `[sv${index}]scale=${width}:${height}:flags=bicubic,format=yuv420p[v${index}]`,
    ),
  ];
  return inFolder(folder, [
    ...["-i", path, "-filter_complex", graph.join(";")],
    ...(copied ? ["-map", "0:v", "-c:v", "copy", ...hls("copied")] : []),
    ...encoded.flatMap(({ maximumBitrate, quality }, index) => [
      ...["-map", `[v${index}]`, "-c:v", "libx264", "-preset", "veryfast", "-crf", `${quality}`],
      ...["-maxrate", `${maximumBitrate}`, "-bufsize", `${Math.round(1.5 * maximumBitrate)}`],
      ...["-force_key_frames", "expr:gte(t,n_forced*2)", "-sc_threshold", "0", ...hls(`v${index}`)],
    ]),
    ...["-map", "0:a", "-c:a", "aac", "-b:a", "128k", ...hls("audio")],
  ]);
}

async function inFolder(folder: string, argv: readonly string[]): Promise<number> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return timed(async () => {
    const child = spawn(program, ["-v", "error", "-nostdin", "-y", ...argv], {
      cwd: folder,
      stdio: "inherit",
    });
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
  });
}
