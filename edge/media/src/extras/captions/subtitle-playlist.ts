import { type ListedSegment, targetDuration } from "../../media-playlist.ts";

/** A complete media playlist of WebVTT segments. */
export function renderSubtitlePlaylist(segments: readonly ListedSegment[]): string {
  const lines = [
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    `#EXT-X-TARGETDURATION:${targetDuration(segments)}`,
    "#EXT-X-MEDIA-SEQUENCE:0",
    "#EXT-X-PLAYLIST-TYPE:VOD",
    ...segments.flatMap(({ name, durationS }) => [`#EXTINF:${durationS.toFixed(6)},`, name]),
    "#EXT-X-ENDLIST",
  ];
  return `${lines.join("\n")}\n`;
}
