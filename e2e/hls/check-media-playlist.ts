import { type InitSegment, readInitSegment } from "./init-segment.ts";
import { type MediaSegment, readMediaSegment } from "./media-segment.ts";
import { type MediaPlaylist, parsePlaylist } from "./parse-playlist.ts";
import { resolvePath } from "./resolve-path.ts";
import { averageSegmentRate, peakSegmentRate, type SizedSegment } from "./segment-rates.ts";
import type { Report } from "./violation.ts";

/** A media playlist with what its files turned out to be. */
export interface CheckedMedia {
  readonly path: string;
  readonly playlist: MediaPlaylist;
  /** The first initialization segment; null when it could not be read. */
  readonly init: InitSegment | null;
  /** Bits per second. */
  readonly peakRate: number;
  readonly averageRate: number;
  /** Decode time of every segment's first sample, in seconds; null where it could not be read. */
  readonly starts: readonly (number | null)[];
}

/** Reads a file; rejects when there is none. */
export type Read = (path: string) => Promise<Uint8Array>;

/** Seconds by which rounding to a track's timescale and to EXTINF's digits may be off. */
const tolerance = 0.1;

/**
 * Checks a media playlist of CMAF segments and its files.
 *
 * @param independent whether the multivariant playlist declares all segments independent
 * @returns null when the playlist cannot be read at all
 */
export async function checkMediaPlaylist(
  read: Read,
  path: string,
  independent: boolean,
  report: Report,
): Promise<CheckedMedia | null> {
  const playlist = await readMedia(read, path, report);
  if (playlist === null) return null;
  checkTags(playlist, path, report);

  const inits = new Map<string, InitSegment | null>();
  const sized: SizedSegment[] = [];
  const starts: (number | null)[] = [];
  for (const { uri, duration, map } of playlist.segments) {
    if (map !== null && !inits.has(map)) inits.set(map, await readInit(read, resolvePath(path, map), report));
    const bytes = await readFile(read, resolvePath(path, uri), report);
    sized.push({ duration, bytes: bytes?.byteLength ?? 0 });
    const segment = bytes && readSegment(bytes, resolvePath(path, uri), report);
    const init = map === null ? null : (inits.get(map) ?? null);
    starts.push(segment && init ? segment.baseTime / init.timescale : null);
    if (segment?.startsWithSync === false && (independent || playlist.independent)) {
      report(
        "RFC 8216bis 4.4.2.1",
        resolvePath(path, uri),
        "an independent segment starts without a keyframe",
      );
    }
  }
  checkStarts(playlist, path, starts, report);
  return {
    path,
    playlist,
    init: [...inits.values()].find((init) => init !== null) ?? null,
    peakRate: peakSegmentRate(sized, playlist.targetDuration ?? 0),
    averageRate: averageSegmentRate(sized),
    starts,
  };
}

async function readMedia(read: Read, path: string, report: Report): Promise<MediaPlaylist | null> {
  const bytes = await readFile(read, path, report);
  if (bytes === null) return null;
  try {
    const playlist = parsePlaylist(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
    if (playlist.kind === "media") return playlist;
    report("RFC 8216bis 4.1", path, "a variant or rendition must be a media playlist");
  } catch (error) {
    report("RFC 8216bis 4.1", path, messageOf(error));
  }
  return null;
}

function checkTags(playlist: MediaPlaylist, path: string, report: Report): void {
  const { targetDuration, segments } = playlist;
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
  if (playlist.version < 6 && segments.some(({ map }) => map !== null)) {
    report("RFC 8216bis 8", path, "EXT-X-MAP in a playlist of whole pictures needs version 6");
  }
  if (segments.some(({ map }) => map === null)) {
    report("RFC 8216bis 3.1.2", path, "segments of fragmented MP4 need an EXT-X-MAP");
  }
  if (!playlist.hasEnd) report("RFC 8216bis 4.4.3.4", path, "a presentation on demand needs EXT-X-ENDLIST");
  if (segments.length === 0) report("RFC 8216bis 4.1", path, "there is no segment");
}

/** Segments must follow one another in time as their durations say. */
function checkStarts(
  playlist: MediaPlaylist,
  path: string,
  starts: readonly (number | null)[],
  report: Report,
): void {
  let elapsed = 0;
  let origin: number | null = null;
  let discontinuities = 0;
  playlist.segments.forEach((segment, index) => {
    const start = starts[index] ?? null;
    if (origin === null || segment.discontinuities !== discontinuities) {
      discontinuities = segment.discontinuities;
      origin = start === null ? null : start - elapsed;
    } else if (start !== null && Math.abs(start - origin - elapsed) > tolerance) {
      const is = (start - origin).toFixed(3);
      report(
        "RFC 8216bis 4.4.4.1",
        path,
        `${segment.uri} starts at ${is} s, by its playlist at ${elapsed.toFixed(3)} s`,
      );
    }
    elapsed += segment.duration;
  });
}

async function readInit(read: Read, path: string, report: Report): Promise<InitSegment | null> {
  const bytes = await readFile(read, path, report);
  try {
    return bytes && readInitSegment(bytes);
  } catch (error) {
    report("RFC 8216bis 3.1.2", path, messageOf(error));
    return null;
  }
}

function readSegment(bytes: Uint8Array, path: string, report: Report): MediaSegment | null {
  try {
    return readMediaSegment(bytes);
  } catch (error) {
    report("RFC 8216bis 3.1.2", path, messageOf(error));
    return null;
  }
}

/** Null, and a violation, for what is missing or empty. */
async function readFile(read: Read, path: string, report: Report): Promise<Uint8Array | null> {
  try {
    const bytes = await read(path);
    if (bytes.byteLength > 0) return bytes;
    report("RFC 8216bis 3", path, "the file is empty");
  } catch (error) {
    report("RFC 8216bis 3", path, `the file cannot be read: ${messageOf(error)}`);
  }
  return null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
