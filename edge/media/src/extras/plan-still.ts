import type { PosterPlan } from "../plan.ts";
import type { PictureFacts } from "./extras-facts.ts";
import { fitWithin } from "./fit-within.ts";

const longestSide = 1280;

/** A representative picture from the beginning, though not the very beginning, which is often black. */
export function planPoster(picture: PictureFacts, durationS: number | null): PosterPlan {
  return planStill(picture, Math.min(60, (durationS ?? 0) * 0.1), 48);
}

/** The picture at a time, in seconds; times beyond the end give one of the last. */
export function planThumbnail(picture: PictureFacts, durationS: number | null, atS: number): PosterPlan {
  const frameS = picture.frameRate.denominator / picture.frameRate.numerator;
  // Not the very last one, which a time rounded to milliseconds may miss.
  const lastS = durationS === null ? atS : durationS - 2 * frameS;
  return planStill(picture, Math.max(0, Math.min(atS, lastS)), 1);
}

function planStill(picture: PictureFacts, fromS: number, candidates: number): PosterPlan {
  const { streamIndex, deinterlace, toneMap } = picture;
  return { streamIndex, deinterlace, toneMap, fromS, candidates, ...fitWithin(picture, longestSide) };
}
