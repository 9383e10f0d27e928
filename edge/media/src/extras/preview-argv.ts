import { inputArgv } from "../hls-argv.ts";
import { pictureFilters } from "../picture-filter.ts";
import { clipArgv } from "./clip-argv.ts";
import { maximumPictureBytes } from "./extras-limits.ts";
import type { PreviewPlan } from "./plan-preview.ts";

interface PreviewArgvOptions {
  /** Absolute path of the source. */
  readonly source: string;
  readonly threads: number;
  readonly format: "webp" | "gif";
  /** File name in the working directory. */
  readonly output: string;
}

/** The ffmpeg run that joins the pieces; the source is opened once for each of them, so that nothing between is read. */
export function previewArgv(plan: PreviewPlan, options: PreviewArgvOptions): string[] {
  const { streamIndex, width, height, isShrunk, toneMap, framesPerSecond, pieces } = plan;
  const filters = [
    `fps=fps=${framesPerSecond}:start_time=0`,
    ...pictureFilters({ deinterlace: false, toneMap }, width, height),
    "format=yuv420p",
  ].join(",");
  const branches = pieces.map((_, input) => `[${input}:${streamIndex}]${filters}[piece-${input}]`);
  const joints = pieces.map((_, input) => `[piece-${input}]`).join("");
  const joined = pieces.length === 1 ? "null" : `concat=n=${pieces.length}`;
  const colors =
    options.format === "gif" ? ",split[all][some];[some]palettegen[few];[all][few]paletteuse" : "";
  return [
    ...pieces.flatMap(({ startS, lengthS, isAtKeyframe }) => [
      // Shrunk this far, a picture needs no smoothing; but without it, faults add up from one to the next.
      ...(isShrunk && isAtKeyframe ? [`-skip_loop_filter:${streamIndex}`, "all"] : []),
      ...clipArgv({ startS, endS: startS + lengthS }),
      ...inputArgv({ kind: "file", path: options.source }, options.threads),
    ]),
    ...["-filter_complex", [...branches, `${joints}${joined}${colors}[joined]`].join(";")],
    ...["-map", "[joined]", "-map_metadata", "-1", ...encoderArgv(options.format), "-loop", "0"],
    ...["-fs", `${maximumPictureBytes}`, "-f", options.format, options.output],
  ];
}

function encoderArgv(format: "webp" | "gif"): string[] {
  return format === "gif"
    ? ["-c:v", "gif"]
    : ["-c:v", "libwebp_anim", "-quality", "60", "-compression_level", "4"];
}
