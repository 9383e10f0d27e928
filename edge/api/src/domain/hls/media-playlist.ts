import type { Segment } from "./segment.ts";

/** Seconds that the segments of a growing playlist are not expected to exceed: its target must not change (RFC 8216bis, 6.2.1). */
const growingTarget = 6;

/**
 * `vod` is complete; `growing` gets further segments at its end; `grown` got its last one, and stays what it was to the
 * players that know it.
 */
export type PlaylistType = "vod" | "growing" | "grown";

/** EXT-X-TARGETDURATION: no segment, rounded to the nearest second, may be longer (RFC 8216bis, 4.4.3.1). */
export function targetDuration(segments: readonly Segment[], type: PlaylistType): number {
  const least = type === "vod" ? 1 : growingTarget;
  return Math.max(least, ...segments.map(({ durationS }) => Math.round(durationS)));
}

/** A media playlist of CMAF segments, every one of which starts with a keyframe. */
export function renderMediaPlaylist(
  { initUri, segments }: { readonly initUri: string; readonly segments: readonly Segment[] },
  type: PlaylistType,
): string {
  const lines = [
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    `#EXT-X-TARGETDURATION:${targetDuration(segments, type)}`,
    "#EXT-X-MEDIA-SEQUENCE:0",
    `#EXT-X-PLAYLIST-TYPE:${type === "vod" ? "VOD" : "EVENT"}`,
    "#EXT-X-INDEPENDENT-SEGMENTS",
    // Otherwise players take what grows for a live stream, and begin near its end.
    ...(type === "vod" ? [] : ["#EXT-X-START:TIME-OFFSET=0"]),
    `#EXT-X-MAP:URI="${initUri}"`,
    ...segments.flatMap(({ uri, durationS }) => [`#EXTINF:${durationS.toFixed(6)},`, uri]),
    ...(type === "growing" ? [] : ["#EXT-X-ENDLIST"]),
  ];
  return `${lines.join("\n")}\n`;
}
