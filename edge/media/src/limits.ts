import { MediaError } from "./media-error.ts";
import type { ProbedSource } from "./source-facts.ts";

export const maximumDurationS = 12 * 3600;
const maximumSide = 8192;

/**
 * Refuses sources beyond what a worker takes on.
 *
 * @throws MediaError `source_too_large`, `source_unsupported`
 */
export function checkLimits(source: ProbedSource): void {
  if ((source.durationS ?? 0) > maximumDurationS) {
    throw new MediaError(
      "source_too_large",
      `The source lasts ${source.durationS} s, at most ${maximumDurationS} s`,
    );
  }
  const { video } = source;
  if (video && Math.max(video.codedWidth, video.codedHeight, video.width, video.height) > maximumSide) {
    const size = `${video.codedWidth}x${video.codedHeight}, displayed ${video.width}x${video.height}`;
    throw new MediaError("source_unsupported", `The picture has ${size}, at most ${maximumSide} a side`);
  }
}

/** Seconds that encoding may take; `durationS` null: as for the longest recording that such a file can reasonably be. */
export function encodingTimeLimitS(durationS: number | null, sizeBytes: number): number {
  const sparseBytesPerSecond = 12_500;
  const assumedS = durationS ?? Math.min(maximumDurationS, sizeBytes / sparseBytesPerSecond);
  return Math.ceil(60 + 20 * assumedS);
}

/** What rate control may miss its aim by, and what comes besides. */
const outputSlack = { factor: 2, bytes: 64 * 1024 * 1024 };

/**
 * Bytes that encoded renditions may have in all.
 *
 * @param lengthS null: as long as a source may be
 */
export function outputLimit(
  renditions: readonly { readonly maximumBitrate: number }[],
  lengthS: number | null,
): number {
  const bitrate = renditions.reduce((sum, { maximumBitrate }) => sum + maximumBitrate, 0);
  return outputSlack.bytes + outputSlack.factor * (bitrate / 8) * (lengthS ?? maximumDurationS);
}

/** Bytes that a repackaged source and its sound may have: hardly more than it has itself. */
export function repackagedLimit(sizeBytes: number | null, sounds: number, durationS: number | null): number {
  const soundBytes = sounds * (128_000 / 8) * (durationS ?? maximumDurationS);
  return sizeBytes === null
    ? Number.POSITIVE_INFINITY
    : outputSlack.bytes + 1.2 * sizeBytes + outputSlack.factor * soundBytes;
}
