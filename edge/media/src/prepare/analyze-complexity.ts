import { inputArgv } from "../hls-argv.ts";
import { toNumber } from "../rational.ts";
import type { VideoFacts } from "../source-facts.ts";
import type { Toolbox } from "../toolbox.ts";

/** How much there is to encode, and what follows for the bit rates. */
export interface Complexity {
  /** Bits per pixel that a quick encoding of some samples took; null where none could be made. */
  readonly bitsPerPixel: number | null;
  /** Factor on the highest bit rates. */
  readonly factor: number;
}

/** What ordinary recordings take: bits per pixel of the quick encoding. */
const ordinary = 0.15;
const factorRange = { low: 0.6, high: 1.4 };
const samples = [0.2, 0.5, 0.8];
const sampleS = 1.5;
const width = 640;
const timeoutMs = 60_000;

/**
 * Encodes a few seconds from here and there, small and quickly, to see how many bits the content takes. Where keyframes are
 * dense, each sample begins with the one before it: which pictures they are does not matter then.
 *
 * @param longestGroupS seconds between keyframes, at most
 */
export async function analyzeComplexity(
  path: string,
  video: VideoFacts,
  durationS: number | null,
  longestGroupS: number,
  tools: Toolbox,
): Promise<Complexity> {
  const height = Math.max(2, 2 * Math.round((width * video.height) / video.width / 2));
  const starts =
    durationS === null || durationS < 4 * sampleS ? [0] : samples.map((share) => share * durationS);
  const [first = 0, second = first] = starts;
  // Two samples from the same keyframe would be one.
  const isDense = longestGroupS < second - first;
  const filters = [
    `scale=${width}:${height}:flags=fast_bilinear`,
    // Pictures of any shape are joined.
    ...[
      "setsar=1",
      "format=yuv420p",
      "setpts=PTS-STARTPTS",
      `fps=${Math.min(30, toNumber(video.frameRate))}`,
    ],
  ].join(",");
  const branches = starts.map((_, input) => `[${input}:${video.index}]${filters}[sample-${input}]`);
  const joints = starts.map((_, input) => `[sample-${input}]`).join("");
  const { exitCode, log } = await tools.ffmpeg(
    [
      ...starts.flatMap((startS) =>
        inputArgv({ kind: "file", path }, tools.threads, [
          ...(isDense ? ["-noaccurate_seek"] : []),
          ...["-ss", startS.toFixed(3), "-t", `${sampleS}`],
        ]),
      ),
      ...["-filter_complex", [...branches, `${joints}concat=n=${starts.length}[samples]`].join(";")],
      ...["-map", "[samples]", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "23"],
      ...["-threads", `${tools.threads}`, "-f", "null", "-"],
    ],
    { timeoutMs },
  );
  const size = /video:(\d+)(?:kB|KiB)/.exec(log)?.[1];
  const frames = Number([...log.matchAll(/frame= *(\d+)/g)].at(-1)?.[1] ?? 0);
  if (exitCode !== 0 || size === undefined || frames === 0) return { bitsPerPixel: null, factor: 1 };
  const bitsPerPixel = (Number(size) * 1024 * 8) / (frames * width * height);
  return {
    bitsPerPixel: Math.round(bitsPerPixel * 10_000) / 10_000,
    factor: complexityFactor(bitsPerPixel),
  };
}

/** Bit rates follow the content's needs, but less than in proportion. */
function complexityFactor(bitsPerPixel: number): number {
  const factor = Math.sqrt(bitsPerPixel / ordinary);
  return Math.round(100 * Math.min(factorRange.high, Math.max(factorRange.low, factor))) / 100;
}
