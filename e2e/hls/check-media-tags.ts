import type { MediaPlaylist } from "./parse-playlist.ts";
import type { Report } from "./violation.ts";

/**
 * Checks what the tags of a media playlist say.
 *
 * @param growing whether the presentation may still be in the making
 */
export function checkMediaTags(
  playlist: MediaPlaylist,
  path: string,
  growing: boolean,
  report: Report,
): void {
  const { targetDuration, segments } = playlist;
  const hasRanges = playlist.iFramesOnly || segments.some(({ byteRange }) => byteRange !== null);
  if (targetDuration === null) {
    report("RFC 8216bis 4.4.3.1", path, "EXT-X-TARGETDURATION is missing");
  }
  for (const { uri, duration } of segments) {
    if (targetDuration !== null && Math.round(duration) > targetDuration) {
      report(
        "RFC 8216bis 4.4.3.1",
        path,
        `${uri} lasts ${duration} s, longer than the target of ${targetDuration} s`,
      );
    }
    if (duration <= 0) report("RFC 8216bis 4.4.4.1", path, `${uri} lasts no time at all`);
  }
  if (playlist.version < 3 && segments.some(({ duration }) => !Number.isInteger(duration))) {
    report("RFC 8216bis 8", path, "fractional EXTINF durations need version 3");
  }
  if (hasRanges && playlist.version < 4) {
    report("RFC 8216bis 8", path, "byte ranges and EXT-X-I-FRAMES-ONLY need version 4");
  }
  if (segments.length === 0) report("RFC 8216bis 4.1", path, "there is no segment");
  checkEnd(playlist, path, growing, report);
}

/** Checks that all segments have an initialization segment. */
export function checkMaps(
  { version, iFramesOnly, segments }: MediaPlaylist,
  path: string,
  report: Report,
): void {
  const least = iFramesOnly ? 5 : 6;
  if (version < least && segments.some(({ map }) => map !== null)) {
    const what = iFramesOnly ? "keyframes" : "whole pictures";
    report("RFC 8216bis 8", path, `EXT-X-MAP in a playlist of ${what} needs version ${least}`);
  }
  if (segments.some(({ map }) => map === null)) {
    report("RFC 8216bis 3.1.2", path, "segments of fragmented MP4 need an EXT-X-MAP");
  }
}

/** A playlist without an end is one that only grows, so that a player may begin at its beginning. */
function checkEnd({ hasEnd, type }: MediaPlaylist, path: string, growing: boolean, report: Report): void {
  if (hasEnd) return;
  if (!growing) report("RFC 8216bis 4.4.3.4", path, "a presentation on demand needs EXT-X-ENDLIST");
  else if (type !== "EVENT")
    report("RFC 8216bis 4.4.3.5", path, "a growing playlist has to be of type EVENT");
}
