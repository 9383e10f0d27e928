interface ListedSegment {
  /** File name within the track's directory. */
  readonly name: string;
  readonly durationS: number;
}

/** A complete media playlist of WebVTT segments. */
export function renderSubtitlePlaylist(segments: readonly ListedSegment[]): string {
  // No segment, rounded to the nearest second, may be longer (RFC 8216bis, 4.4.3.1).
  const target = Math.max(1, ...segments.map(({ durationS }) => Math.round(durationS)));
  const lines = [
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    `#EXT-X-TARGETDURATION:${target}`,
    "#EXT-X-MEDIA-SEQUENCE:0",
    "#EXT-X-PLAYLIST-TYPE:VOD",
    ...segments.flatMap(({ name, durationS }) => [`#EXTINF:${durationS.toFixed(6)},`, name]),
    "#EXT-X-ENDLIST",
  ];
  return `${lines.join("\n")}\n`;
}
