import { inputArgv } from "./hls-argv.ts";
import { pictureFilters } from "./picture-filter.ts";
import type { PosterPlan } from "./plan.ts";

interface PosterArgvOptions {
  /** Absolute path of the source. */
  readonly source: string;
  readonly threads: number;
  /** File name in the working directory. */
  readonly output: string;
}

/** The ffmpeg run that picks a representative frame and writes it as a JPEG. */
export function posterArgv(plan: PosterPlan, options: PosterArgvOptions): string[] {
  const filters = [
    ...pictureFilters(plan, plan.width, plan.height),
    ...(plan.candidates > 1 ? [`thumbnail=n=${plan.candidates}`] : []),
    // JPEG is of full range by definition.
    "scale=out_range=pc,format=yuvj420p",
  ];
  return [
    ...inputArgv({ kind: "file", path: options.source }, options.threads, [
      ...(plan.fromS > 0 ? ["-ss", plan.fromS.toFixed(3)] : []),
    ]),
    ...["-map", `0:${plan.streamIndex}`, "-an", "-sn", "-dn", "-vf", filters.join(",")],
    ...["-frames:v", "1", "-c:v", "mjpeg", "-q:v", "4", "-threads", "1", "-map_metadata", "-1"],
    ...["-f", "image2", "-update", "1", options.output],
  ];
}
