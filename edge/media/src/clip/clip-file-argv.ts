import { colorArgv } from "../color-argv.ts";
import { clipArgv } from "../extras/clip-argv.ts";
import { inputArgv } from "../hls-argv.ts";
import { pictureFilters } from "../picture-filter.ts";
import { planColorTags, planPicture } from "../plan.ts";
import type { AudioFacts, ProbedSource, VideoFacts } from "../source-facts.ts";

interface ClipFileOptions {
  /** Seconds of the source; `endS` at most its limit. */
  readonly range: Parameters<typeof clipArgv>[0];
  /** Absolute path of the source. */
  readonly source: string;
  /** Threads that decode. */
  readonly threads: number;
  /** Bytes after which writing stops. */
  readonly maximumBytes: number;
  /** File name in the working directory. */
  readonly output: string;
}

/**
 * Threads of the encoder, on every machine: what x264 makes depends on their number, and an attempt goes on with an upload that
 * another has begun.
 */
const encoderThreads = 4;
const stereoBitrate = 192_000;
const surroundBitrate = 384_000;

/**
 * The ffmpeg run that cuts a part out of a source, exact to the picture: decoded and encoded again at a quality from which the
 * renditions lose nothing that can be seen. The same source gives the same bytes.
 */
export function clipFileArgv({ video, audios }: ProbedSource, options: ClipFileOptions): string[] {
  const { range, source, threads, maximumBytes, output } = options;
  return [
    ...["-progress", "pipe:1"],
    ...clipArgv(range),
    ...inputArgv({ kind: "file", path: source }, threads),
    ...(video ? pictureArgv(video) : []),
    ...audios.flatMap(soundArgv),
    // What a file says of its chapters and of when it was made is about the whole.
    ...[
      "-map_metadata",
      "-1",
      "-map_chapters",
      "-1",
      "-fflags",
      "+bitexact",
      "-max_muxing_queue_size",
      "4096",
    ],
    ...["-movflags", "+faststart", "-fs", `${maximumBytes}`, "-f", "mp4", output],
  ];
}

function pictureArgv(video: VideoFacts): string[] {
  const picture = planPicture(video);
  const filters = [...pictureFilters(picture, video.width, video.height), "format=yuv420p"];
  return [
    ...["-map", `0:${video.index}`, "-vf", filters.join(","), "-fps_mode", "passthrough"],
    ...["-c:v", "libx264", "-preset", "veryfast", "-crf", "16", "-threads:v", `${encoderThreads}`],
    ...["-enc_time_base:v", "-1", "-flags:v", "+bitexact"],
    ...colorArgv(planColorTags(video)),
  ];
}

function soundArgv({ index, channels, language, title }: AudioFacts, track: number): string[] {
  const layout = channels === 6 ? "5.1" : channels === 1 ? "mono" : "stereo";
  const filters = `aresample=48000:async=1:first_pts=0,aformat=sample_fmts=fltp:channel_layouts=${layout}`;
  const bitrate = layout === "5.1" ? surroundBitrate : stereoBitrate;
  return [
    ...["-map", `0:${index}`, `-filter:a:${track}`, filters],
    ...[`-c:a:${track}`, "aac", `-b:a:${track}`, `${bitrate}`, `-flags:a:${track}`, "+bitexact"],
    ...(language === null ? [] : [`-metadata:s:a:${track}`, `language=${language}`]),
    ...(title === null ? [] : [`-metadata:s:a:${track}`, `title=${title}`]),
  ];
}
