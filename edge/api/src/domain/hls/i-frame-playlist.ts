import { peakBitrate } from "./bitrate.ts";
import { targetDuration } from "./media-playlist.ts";
import type { Segment } from "./segment.ts";

/** A playlist of keyframes alone, for players that show them while one seeks. */
export interface IFramePlaylist {
  readonly text: string;
  /** Bits per second: the measured peak. */
  readonly peakBitrate: number;
}

/**
 * Renders the keyframes that segments begin with (RFC 8216bis, 4.4.3.6): each lasts until the next one.
 *
 * @returns null where a segment's is not known
 */
export function renderIFramePlaylist({
  initUri,
  segments,
}: {
  readonly initUri: string;
  readonly segments: readonly Segment[];
}): IFramePlaylist | null {
  const frames = segments.flatMap(({ keyframe, ...segment }) =>
    keyframe === null ? [] : [{ ...segment, keyframe, sizeBytes: keyframe.length }],
  );
  if (frames.length < segments.length) return null;
  const target = targetDuration(segments, "vod");
  const lines = [
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    `#EXT-X-TARGETDURATION:${target}`,
    "#EXT-X-MEDIA-SEQUENCE:0",
    "#EXT-X-PLAYLIST-TYPE:VOD",
    "#EXT-X-I-FRAMES-ONLY",
    `#EXT-X-MAP:URI="${initUri}"`,
    ...frames.flatMap(({ uri, durationS, keyframe }) => [
      `#EXTINF:${durationS.toFixed(6)},`,
      `#EXT-X-BYTERANGE:${keyframe.length}@${keyframe.offset}`,
      uri,
    ]),
    "#EXT-X-ENDLIST",
  ];
  return { text: `${lines.join("\n")}\n`, peakBitrate: peakBitrate(frames, target) };
}
