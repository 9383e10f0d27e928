import type { CheckedMedia } from "./check-media-playlist.ts";
import { frameOf, shownAt } from "./check-segment-times.ts";
import type { Report } from "./violation.ts";

const section = "RFC 8216bis 6.2.4";

/**
 * Checks that variants offer the same content, so that a player can change between them at any segment: as many
 * segments and discontinuities, that start at the same times. Of what still grows, the common beginning counts.
 *
 * @param variants media playlists of the variants
 * @param all those of renditions besides
 */
export function checkAlignment(
  variants: readonly CheckedMedia[],
  all: readonly CheckedMedia[],
  report: Report,
): void {
  const [reference, ...others] = variants;
  if (reference === undefined) return;
  for (const other of others) compareStarts(other, reference, report);
  for (const one of all) {
    const mine = countDiscontinuities(one);
    const its = countDiscontinuities(reference);
    if (mine !== its && bothEnd(one, reference)) {
      report(section, one.path, `there are ${mine} discontinuities, in ${reference.path} ${its}`);
    }
  }
}

function compareStarts(other: CheckedMedia, reference: CheckedMedia, report: Report): void {
  const mine = other.playlist.segments.length;
  const its = reference.playlist.segments.length;
  if (mine !== its && bothEnd(other, reference)) {
    report(section, other.path, `there are ${mine} segments, ${reference.path} has ${its}`);
    return;
  }
  for (let index = 0; index < Math.min(mine, its); index++) {
    const one = other.timed[index];
    const two = reference.timed[index];
    if (!one || !two) continue;
    const apart = shownAt(one) - shownAt(two);
    if (Math.abs(apart) > Math.min(frameOf(one), frameOf(two)) / 2) {
      const what = `segment ${index} starts ${(apart * 1000).toFixed(1)} ms after that of ${reference.path}`;
      report(section, other.path, what);
      return;
    }
  }
}

function bothEnd(one: CheckedMedia, two: CheckedMedia): boolean {
  return one.playlist.hasEnd && two.playlist.hasEnd;
}

function countDiscontinuities({ playlist }: CheckedMedia): number {
  return playlist.segments.at(-1)?.discontinuities ?? 0;
}
