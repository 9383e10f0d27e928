import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Rendition } from "@firstframe/contract";
import { averageBitrate, type MeasuredSegment, peakBitrate } from "./bitrate.ts";
import { describeInit } from "./codec-string.ts";
import { listSegments, targetDuration } from "./media-playlist.ts";
import { readPlaylist } from "./segment-follower.ts";

export interface MeasuredRendition {
  readonly rendition: Rendition;
  readonly segments: readonly MeasuredSegment[];
}

/**
 * Reads off the files what a rendition became.
 *
 * @param frameRate frames a second; null for audio
 * @returns null when nothing was encoded
 */
export async function measureRendition(
  directory: string,
  id: string,
  frameRate: number | null,
): Promise<MeasuredRendition | null> {
  const listed = listSegments(await readPlaylist(directory, id));
  const segments = await Promise.all(
    listed.map(async ({ name, durationS }): Promise<MeasuredSegment> => {
      const { size } = await stat(join(directory, id, name));
      return { name, durationS, sizeBytes: size };
    }),
  );
  const durationS = segments.reduce((sum, segment) => sum + segment.durationS, 0);
  if (durationS <= 0) return null;
  const init = await readFile(join(directory, id, "init.mp4"));
  const track = describeInit(init);
  const rendition: Rendition = {
    id,
    kind: track.width === null ? "audio" : "video",
    width: track.width,
    height: track.height,
    frame_rate: frameRate === null ? null : Math.round(frameRate * 1000) / 1000,
    codecs: track.codec,
    peak_bitrate: peakBitrate(segments, targetDuration(segments)),
    average_bitrate: averageBitrate(segments),
    duration_ms: Math.max(1, Math.round(durationS * 1000)),
    size_bytes: init.byteLength + segments.reduce((sum, segment) => sum + segment.sizeBytes, 0),
  };
  return { rendition, segments };
}
