import { findRise } from "./find-rise.ts";
import { findShift } from "./find-shift.ts";
import type { Timeline } from "./measure-timeline.ts";
import type { Level } from "./read-levels.ts";

/** What is this near to the peak is of the flash or of the beep, and stands out this much; in the units of the levels. */
const flash = { near: 30, contrast: 40 };
const beep = { near: 12, contrast: 30 };

/**
 * By how much the sound comes later against the picture than in the source.
 *
 * @param marked whether a flash and a beep tell; otherwise the course of brightness and loudness does
 * @returns seconds; null when picture or sound is missing or tells nothing; infinite when a mark of the source is lost
 */
export function offsetError(source: Timeline, played: Timeline, marked: boolean): number | null {
  const shift = (one: readonly Level[], two: readonly Level[], mark: typeof flash) => {
    if (!marked) return findShift(one, two);
    const before = findRise(one, mark.near, mark.contrast);
    const after = findRise(two, mark.near, mark.contrast);
    return before === null ? null : (after ?? Number.POSITIVE_INFINITY) - before;
  };
  const picture = shift(source.brightness, played.brightness, flash);
  const sound = shift(source.loudness, played.loudness, beep);
  return picture === null || sound === null ? null : sound - picture;
}
