import { inputGuard } from "./input-guard.ts";
import { maximumDurationS } from "./limits.ts";
import { pictureFilters, scaleFilter } from "./picture-filter.ts";
import type { AudioPlan, EncodingPlan, VideoPlan, VideoRenditionPlan } from "./plan.ts";
import { toNumber } from "./rational.ts";

interface ArgvOptions {
  /** Absolute path of the source. */
  readonly source: string;
  readonly threads: number;
}

/** The options that every run of ffmpeg here begins with. */
export function quietArgv(): string[] {
  return ["-v", "error", "-nostdin", "-nostats", "-y"];
}

/** The input, read from the one local file only. */
export function inputArgv({ source, threads }: ArgvOptions): string[] {
  return ["-threads", `${threads}`, ...inputGuard, "-i", `file:${source}`];
}

/**
 * The one ffmpeg run that decodes the source once and makes every rendition, each into a directory named after it in the
 * working directory: `init.mp4`, `segment-00000.m4s` … and `playlist.m3u8`, which grows while the run goes on.
 */
export function encodeArgv(plan: EncodingPlan, options: ArgvOptions): string[] {
  const { video, audio } = plan;
  const graph = [video && videoGraph(video), audio && audioGraph(audio)].filter((part) => part !== null);
  return [
    ...quietArgv(),
    ...["-progress", "pipe:1", "-filter_complex_threads", `${options.threads}`],
    ...["-t", `${maximumDurationS}`],
    ...inputArgv(options),
    ...["-filter_complex", graph.join(";")],
    ...(video ? videoOutputs(plan, video, options.threads) : []),
    ...(audio ? [...audioArgv(audio), ...hlsArgv(plan, audio.id)] : []),
  ];
}

/** From zero and at a constant rate, whatever the source's times are: that is what keeps the renditions aligned. */
function videoGraph(video: VideoPlan): string {
  const { frameRate, renditions } = video;
  const [top] = renditions;
  if (top === undefined) throw new RangeError("a video plan needs a rendition");
  const first = [
    `fps=fps=${frameRate.numerator}/${frameRate.denominator}:start_time=0`,
    ...pictureFilters(video, top.width, top.height),
    "format=yuv420p",
    `split=${renditions.length}`,
  ];
  const branches = renditions.map(({ id, width, height }) => `[s-${id}]${scaleFilter(width, height)}[${id}]`);
  const joints = renditions.map(({ id }) => `[s-${id}]`).join("");
  return [`[0:${video.streamIndex}]${first.join(",")}${joints}`, ...branches].join(";");
}

function audioGraph(audio: AudioPlan): string {
  const filters = [
    `aresample=${audio.sampleRate}:async=1:first_pts=0`,
    "aformat=sample_fmts=fltp:channel_layouts=stereo",
    ...(audio.padToS === null ? [] : [`apad=whole_dur=${audio.padToS.toFixed(3)}`]),
  ];
  return `[0:${audio.streamIndex}]${filters.join(",")}[${audio.id}]`;
}

function videoOutputs(plan: EncodingPlan, video: VideoPlan, threads: number): string[] {
  const shared = [
    ...["-pix_fmt", "yuv420p", "-threads", `${threads}`, "-a53cc", "0"],
    // Closed groups of pictures that start at the same times in every rendition.
    ...["-force_key_frames", `expr:gte(t,n_forced*${plan.keyframeS})`],
    ...[
      "-g",
      `${Math.ceil(toNumber(video.frameRate) * plan.keyframeS)}`,
      "-sc_threshold",
      "0",
      "-flags",
      "+cgop",
    ],
    ...(video.colorTags === "bt709"
      ? ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"]
      : []),
  ];
  return video.renditions.flatMap((rendition) => [
    ...videoArgv(rendition),
    ...shared,
    ...hlsArgv(plan, rendition.id),
  ]);
}

function videoArgv({ id, profile, quality, maximumBitrate, bufferSize }: VideoRenditionPlan): string[] {
  return [
    ...["-map", `[${id}]`, "-c:v", "libx264", "-preset", "veryfast", "-profile:v", profile],
    ...["-crf", `${quality}`, "-maxrate", `${maximumBitrate}`, "-bufsize", `${bufferSize}`],
  ];
}

function audioArgv(audio: AudioPlan): string[] {
  return [
    ...["-map", `[${audio.id}]`, "-c:a", "aac", "-profile:a", "aac_low"],
    ...["-b:a", `${audio.bitrate}`, "-ar", `${audio.sampleRate}`, "-ac", `${audio.channels}`],
  ];
}

/**
 * `event` makes ffmpeg rewrite the playlist after every segment, and `temp_file` makes it do so at once, so that the
 * playlist tells which segments are complete. Negative times are kept and taken away by an edit list: shifting them
 * would move pictures and sound apart by the encoders' delays.
 */
function hlsArgv(plan: EncodingPlan, directory: string): string[] {
  return [
    ...[
      "-map_metadata",
      "-1",
      "-map_chapters",
      "-1",
      "-avoid_negative_ts",
      "disabled",
      "-max_muxing_queue_size",
      "4096",
    ],
    ...["-f", "hls", "-hls_segment_type", "fmp4", "-hls_playlist_type", "event", "-hls_list_size", "0"],
    ...["-hls_flags", "independent_segments+temp_file", "-hls_time", `${plan.segmentS}`],
    ...["-hls_fmp4_init_filename", "init.mp4", "-hls_segment_filename", `${directory}/segment-%05d.m4s`],
    `${directory}/playlist.m3u8`,
  ];
}
