export interface ListedSegment {
  /** File name within the rendition's directory. */
  readonly name: string;
  readonly durationS: number;
}

/** The segments that a playlist written by ffmpeg lists; a line that is not finished yet is left out. */
export function listSegments(playlist: string): ListedSegment[] {
  const segments: ListedSegment[] = [];
  let durationS: number | null = null;
  for (const line of playlist.split("\n").slice(0, -1)) {
    const match = /^#EXTINF:([\d.]+),/.exec(line);
    if (match) {
      durationS = Number(match[1]);
    } else if (durationS !== null && line !== "" && !line.startsWith("#")) {
      segments.push({ name: line, durationS });
      durationS = null;
    }
  }
  return segments;
}

/** EXT-X-TARGETDURATION: no segment, rounded to the nearest second, may be longer (RFC 8216bis, 4.4.3.1). */
export function targetDuration(segments: readonly ListedSegment[]): number {
  return Math.max(1, ...segments.map((segment) => Math.round(segment.durationS)));
}

/** A complete media playlist of CMAF segments, every one of which starts with a keyframe. */
export function renderMediaPlaylist(segments: readonly ListedSegment[]): string {
  const lines = [
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    `#EXT-X-TARGETDURATION:${targetDuration(segments)}`,
    "#EXT-X-MEDIA-SEQUENCE:0",
    "#EXT-X-PLAYLIST-TYPE:VOD",
    "#EXT-X-INDEPENDENT-SEGMENTS",
    '#EXT-X-MAP:URI="init.mp4"',
    ...segments.flatMap(({ name, durationS }) => [`#EXTINF:${durationS.toFixed(6)},`, name]),
    "#EXT-X-ENDLIST",
  ];
  return `${lines.join("\n")}\n`;
}
