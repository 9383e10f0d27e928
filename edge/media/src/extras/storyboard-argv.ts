import { inputArgv } from "../hls-argv.ts";
import { pictureFilters } from "../picture-filter.ts";
import type { StoryboardPlan } from "./plan-storyboard.ts";

interface StoryboardArgvOptions {
  /** Absolute path of the source. */
  readonly source: string;
  readonly threads: number;
  /** Whether keyframes are all that is decoded. */
  readonly keyframesOnly: boolean;
  /** File name in the working directory. */
  readonly output: string;
}

/** Only frames that carry some metadata are printed. */
const printTimes = ["metadata=mode=add:key=seen:value=1", "metadata=mode=print:key=seen:file=-"];

/**
 * The ffmpeg run that writes all the tiles as one JPEG, and on standard output, if keyframes are all that is
 * decoded, a line with `pts_time:` for each of them.
 *
 * `fps` rounds to the nearest interval, which makes a tile the picture that is on the screen in the middle of its
 * interval, however many or few pictures were decoded; the last one is repeated where the source ends before its time.
 */
export function storyboardArgv(plan: StoryboardPlan, options: StoryboardArgvOptions): string[] {
  const { streamIndex, toneMap, tileWidth, tileHeight, columns, rows } = plan;
  const filters = [
    ...(options.keyframesOnly ? printTimes : []),
    `fps=fps=1000/${plan.intervalMs}:start_time=0`,
    // Shrunk this far, a picture shows nothing of being interlaced.
    ...pictureFilters({ deinterlace: false, toneMap }, tileWidth, tileHeight),
    "format=yuv420p",
    "tpad=stop_mode=clone:stop=-1",
    `tile=layout=${columns}x${rows}:nb_frames=${plan.tiles}`,
    // JPEG is of full range by definition.
    "scale=out_range=pc,format=yuvj420p",
  ];
  return [
    ...(options.keyframesOnly ? keyframesArgv(streamIndex) : hastyArgv(streamIndex)),
    ...inputArgv({ kind: "file", path: options.source }, options.threads),
    ...["-filter_complex", `[0:${streamIndex}]${filters.join(",")}[sheet]`, "-map", "[sheet]"],
    ...["-frames:v", "1", "-c:v", "mjpeg", "-q:v", "5", "-threads", "1", "-map_metadata", "-1"],
    ...["-f", "image2", "-update", "1", options.output],
  ];
}

/** `discard` spares reading the rest of the file where the format allows it, `skip_frame` spares decoding it. */
function keyframesArgv(streamIndex: number): string[] {
  return [`-discard:${streamIndex}`, "nokey", `-skip_frame:${streamIndex}`, "nokey"];
}

/** Decodes about twice as fast: no picture that others do not need, and no smoothing, which nobody sees in a tile. */
function hastyArgv(streamIndex: number): string[] {
  return [`-skip_frame:${streamIndex}`, "noref", `-skip_loop_filter:${streamIndex}`, "all"];
}
