import type { MediaPlaylist } from "./parse-playlist.ts";
import type { Report } from "./violation.ts";

/**
 * Checks that a playlist read later is the earlier one with something added (RFC 8216bis, 6.2.1): what a player has
 * learnt must stay true.
 */
export function checkGrowth(
  earlier: MediaPlaylist,
  later: MediaPlaylist,
  path: string,
  report: Report,
): void {
  if (earlier.targetDuration !== later.targetDuration) {
    const change = `from ${earlier.targetDuration} to ${later.targetDuration}`;
    report("RFC 8216bis 4.4.3.1", path, `EXT-X-TARGETDURATION changed ${change}`);
  }
  if (earlier.mediaSequence !== later.mediaSequence) {
    report("RFC 8216bis 6.2.1", path, "EXT-X-MEDIA-SEQUENCE changed, while nothing may be removed");
  }
  if (later.segments.length < earlier.segments.length) {
    report("RFC 8216bis 4.4.3.5", path, "segments were removed");
  }
  const changed = earlier.segments.find((segment, index) => {
    const now = later.segments[index];
    return now !== undefined && JSON.stringify(now) !== JSON.stringify(segment);
  });
  if (changed !== undefined) report("RFC 8216bis 6.2.1", path, `the entry of ${changed.uri} changed`);
  if (earlier.hasEnd && later.segments.length > earlier.segments.length) {
    report("RFC 8216bis 4.4.3.4", path, "segments were added after EXT-X-ENDLIST");
  }
  if (earlier.hasEnd && !later.hasEnd) report("RFC 8216bis 4.4.3.4", path, "EXT-X-ENDLIST went away");
}
