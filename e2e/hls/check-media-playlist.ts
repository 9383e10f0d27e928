import { checkMaps, checkMediaTags } from "./check-media-tags.ts";
import { checkSegmentTimes, type TimedSegment } from "./check-segment-times.ts";
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
  /** Every segment by index; null where it could not be read. */
  readonly timed: readonly (TimedSegment | null)[];
}

/** Reads a file; rejects when there is none. */
export type Read = (path: string) => Promise<Uint8Array>;

/** Decodes a segment with its initialization segment and nothing else; resolves to what a decoder complains about. */
type Decode = (init: Uint8Array, segment: Uint8Array) => Promise<string | null>;

export interface CheckOptions {
  /** Whether the presentation may still be in the making, so that playlists need no end. */
  readonly growing?: boolean;
  /** Left out: nothing is decoded. */
  readonly decode?: Decode;
}

interface InitFile {
  readonly bytes: Uint8Array;
  readonly init: InitSegment;
}

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
  { growing = false, decode }: CheckOptions,
  report: Report,
): Promise<CheckedMedia | null> {
  const playlist = await readMedia(read, path, report);
  if (playlist === null) return null;
  checkMediaTags(playlist, path, growing, report);
  checkMaps(playlist, path, report);

  const inits = new Map<string, InitFile | null>();
  const sized: SizedSegment[] = [];
  const timed: (TimedSegment | null)[] = [];
  for (const { uri, duration, map } of playlist.segments) {
    const where = resolvePath(path, uri);
    if (map !== null && !inits.has(map)) inits.set(map, await readInit(read, resolvePath(path, map), report));
    const bytes = await readFile(read, where, report);
    sized.push({ duration, bytes: bytes?.byteLength ?? 0 });
    const file = map === null ? null : (inits.get(map) ?? null);
    const segment = bytes && file && readSegment(bytes, file.init, where, report);
    timed.push(segment && file && { init: file.init, segment });
    if (segment && (independent || playlist.independent)) checkStart(segment, where, report);
    const complaint = bytes && file && (await decode?.(file.bytes, bytes));
    if (complaint) report("RFC 8216bis 4.4.2.1", where, `it does not decode on its own: ${complaint}`);
  }
  checkSegmentTimes(playlist, path, timed, report);
  return {
    path,
    playlist,
    init: [...inits.values()].find((file) => file !== null)?.init ?? null,
    peakRate: peakSegmentRate(sized, playlist.targetDuration ?? 0),
    averageRate: averageSegmentRate(sized),
    timed,
  };
}

function checkStart({ startsWithSync, startsWithIdr }: MediaSegment, path: string, report: Report): void {
  const section = "RFC 8216bis 4.4.2.1";
  if (startsWithSync === false) report(section, path, "an independent segment starts without a keyframe");
  else if (startsWithIdr === false)
    report(section, path, "the first picture is marked as a keyframe, but is none");
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

async function readInit(read: Read, path: string, report: Report): Promise<InitFile | null> {
  const bytes = await readFile(read, path, report);
  try {
    return bytes && { bytes, init: readInitSegment(bytes) };
  } catch (error) {
    report("RFC 8216bis 3.1.2", path, messageOf(error));
    return null;
  }
}

function readSegment(
  bytes: Uint8Array,
  init: InitSegment,
  path: string,
  report: Report,
): MediaSegment | null {
  try {
    return readMediaSegment(bytes, init);
  } catch (error) {
    report("RFC 8216bis 3.1.2", path, messageOf(error));
    return null;
  }
}

/** Null, and a violation, for what is missing or empty. */
async function readFile(read: Read, path: string, report: Report): Promise<Uint8Array | null> {
  if (path.startsWith("../")) {
    report("Firstframe", path, "the address leaves the presentation, and with it the viewer's grant");
    return null;
  }
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
