/** Whether a playlist of ffmpeg's has its end, which it writes after the last segment. */
export function hasEnd(playlist: string): boolean {
  return playlist.trimEnd().endsWith("#EXT-X-ENDLIST");
}

interface ListedSegment {
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
