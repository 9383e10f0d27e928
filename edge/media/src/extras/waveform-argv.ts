import { durationLimit, inputArgv } from "../hls-argv.ts";
import type { WaveformPlan } from "./plan-waveform.ts";

interface WaveformArgvOptions {
  /** Absolute path of the source. */
  readonly source: string;
  readonly threads: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** File name in the working directory. */
  readonly output: string;
}

/**
 * The ffmpeg run that draws the waveform as a PNG, and writes the extremes of every point, over all channels, as lines
 * on standard output: ffmpeg measures them, so that the sound itself never comes here.
 */
export function waveformArgv(plan: WaveformPlan, options: WaveformArgvOptions): string[] {
  const measured = [
    `aresample=${plan.sampleRate},aformat=sample_fmts=s16`,
    `asetnsamples=n=${plan.samplesPerPoint}:p=0`,
    "astats=metadata=1:reset=1:measure_perchannel=none:measure_overall=Min_level+Max_level",
    "ametadata=mode=print:file=-",
  ];
  const drawn = [
    `aresample=${plan.pictureSampleRate},aformat=sample_fmts=s16:channel_layouts=mono`,
    // All the frames are kept until the end: few large ones take a fraction of what many small ones do.
    "asetnsamples=n=65536:p=0",
    `showwavespic=s=${options.width}x${options.height}:colors=0x888888:filter=peak`,
  ];
  const graph = [
    `[0:${plan.streamIndex}]asplit[heard][seen]`,
    `[heard]${measured.join(",")}[measured]`,
    `[seen]${drawn.join(",")}[picture]`,
  ];
  return [
    ...durationLimit,
    ...inputArgv({ kind: "file", path: options.source }, options.threads),
    ...["-filter_complex", graph.join(";"), "-map", "[measured]", "-f", "null", "-"],
    ...["-map", "[picture]", "-frames:v", "1", "-c:v", "png", "-map_metadata", "-1"],
    ...["-f", "image2", "-update", "1", options.output],
  ];
}
