import type { PicturePlan } from "../plan.ts";
import { toNumber } from "../rational.ts";
import type { PictureFacts } from "./extras-facts.ts";
import { fitWithin } from "./fit-within.ts";

/** A small moving picture without sound, put together from several places. */
export interface PreviewPlan extends Omit<PicturePlan, "deinterlace"> {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Whether its pictures are half as large as the source's, or smaller. */
  readonly isShrunk: boolean;
  readonly framesPerSecond: number;
  readonly pieces: readonly PreviewPiece[];
}

export interface PreviewPiece {
  /** Seconds. */
  readonly startS: number;
  readonly lengthS: number;
  /** Whether it begins with a keyframe, as far as is known. */
  readonly isAtKeyframe?: boolean;
}

const longestSide = 320;
const maximumFramesPerSecond = 12;
const totalS = 6;
const pieceCount = 4;

/** Plans six seconds: four pieces from the middle of each quarter, or all of what is no longer than that. */
export function planPreview(picture: PictureFacts, durationS: number | null): PreviewPlan {
  const size = fitWithin(picture, longestSide);
  return {
    streamIndex: picture.streamIndex,
    toneMap: picture.toneMap,
    ...size,
    isShrunk: picture.width >= 2 * size.width,
    framesPerSecond: Math.min(maximumFramesPerSecond, Math.max(1, Math.floor(toNumber(picture.frameRate)))),
    pieces: planPieces(durationS),
  };
}

function planPieces(durationS: number | null): PreviewPiece[] {
  if (durationS === null || durationS <= totalS) return [{ startS: 0, lengthS: totalS }];
  const lengthS = totalS / pieceCount;
  return Array.from({ length: pieceCount }, (_, index) => ({
    startS: ((index + 0.5) * durationS) / pieceCount - lengthS / 2,
    lengthS,
  }));
}
