import { durationLimit, inputArgv } from "../hls-argv.ts";
import { pictureFilters } from "../picture-filter.ts";
import { maximumDownloadBytes } from "./extras-limits.ts";
import type { DownloadPicture, DownloadPlan } from "./plan-download.ts";

interface DownloadArgvOptions {
  /** Absolute path of the source. */
  readonly source: string;
  readonly threads: number;
  /** File name in the working directory. */
  readonly output: string;
}

/** The ffmpeg run that writes the MP4, its index in front so that it plays while it is loaded. */
export function downloadArgv(plan: DownloadPlan, options: DownloadArgvOptions): string[] {
  const { picture, sound } = plan;
  return [
    ...durationLimit,
    ...inputArgv({ kind: "file", path: options.source }, options.threads),
    ...(picture ? pictureArgv(picture, options.threads) : []),
    ...(sound ? soundArgv(sound) : []),
    ...["-map_metadata", "-1", "-map_chapters", "-1", "-max_muxing_queue_size", "4096"],
    ...["-movflags", "+faststart", "-fs", `${maximumDownloadBytes}`, "-f", "mp4", options.output],
  ];
}

function pictureArgv(picture: DownloadPicture, threads: number): string[] {
  const map = ["-map", `0:${picture.streamIndex}`];
  if (picture.copy) return [...map, "-c:v", "copy"];
  const { frameRate, width, height } = picture;
  const filters = [
    `fps=fps=${frameRate.numerator}/${frameRate.denominator}:start_time=0`,
    ...pictureFilters(picture, width, height),
    "format=yuv420p",
  ];
  return [
    ...[...map, "-vf", filters.join(","), "-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high"],
    ...["-crf", "23", "-maxrate", "3000000", "-bufsize", "6000000", "-threads", `${threads}`],
  ];
}

function soundArgv({
  streamIndex,
  copy,
}: {
  readonly streamIndex: number;
  readonly copy: boolean;
}): string[] {
  const map = ["-map", `0:${streamIndex}`];
  if (copy) return [...map, "-c:a", "copy"];
  const filters = "aresample=48000:async=1:first_pts=0,aformat=channel_layouts=stereo";
  return [...map, "-af", filters, "-c:a", "aac", "-b:a", "128000"];
}
