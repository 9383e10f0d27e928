import type { PicturePlan } from "../plan.ts";
import { toNumber } from "../rational.ts";
import type { PictureFacts } from "./extras-facts.ts";
import { decodingTimeLimitS } from "./extras-limits.ts";
import { fitWithin } from "./fit-within.ts";

/** Small pictures at equal intervals, side by side in one picture. */
export interface StoryboardPlan extends Omit<PicturePlan, "deinterlace"> {
  /** How many tiles there are. */
  readonly tiles: number;
  readonly columns: number;
  readonly rows: number;
  /** Pixels. */
  readonly tileWidth: number;
  readonly tileHeight: number;
  /** Whole milliseconds for which a tile stands; the last one stands until the end. */
  readonly intervalMs: number;
  readonly durationMs: number;
  readonly timeLimitS: number;
}

const longestTileSide = 240;
const maximumColumns = 10;
const longS = 15 * 60;

/** Plans 50 tiles, or 100 from a quarter of an hour on, but no more than there are pictures. */
export function planStoryboard(picture: PictureFacts, durationS: number): StoryboardPlan {
  const durationMs = Math.max(1, Math.round(durationS * 1000));
  const pictures = Math.floor(durationS * toNumber(picture.frameRate));
  const tiles = Math.max(1, Math.min(durationS < longS ? 50 : 100, pictures));
  const columns = Math.min(maximumColumns, tiles);
  const { width, height } = fitWithin(picture, longestTileSide);
  return {
    streamIndex: picture.streamIndex,
    toneMap: picture.toneMap,
    tiles,
    columns,
    rows: Math.ceil(tiles / columns),
    tileWidth: width,
    tileHeight: height,
    intervalMs: Math.max(1, Math.floor(durationMs / tiles)),
    durationMs,
    timeLimitS: decodingTimeLimitS(durationS),
  };
}
