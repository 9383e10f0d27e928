import type { AttributeList } from "./attribute-list.ts";
import type { CheckedMedia, CheckOptions, Read } from "./check-media-playlist.ts";
import { checkMaps, checkMediaTags } from "./check-media-tags.ts";
import { type InitSegment, readInitSegment } from "./init-segment.ts";
import { readKeyframe } from "./keyframe.ts";
import { type MediaPlaylist, type MultivariantPlaylist, parsePlaylist } from "./parse-playlist.ts";
import { resolvePath } from "./resolve-path.ts";
import { peakSegmentRate } from "./segment-rates.ts";
import type { Report } from "./violation.ts";

const section = "RFC 8216bis 4.4.3.6";
const ofVariant = "RFC 8216bis 4.4.6.3";

/**
 * Checks the playlists of keyframes: each byte range holds exactly one picture that can be decoded alone, and what the
 * multivariant playlist says of them is so.
 *
 * @param media checked playlists of the variants, whose segments these are
 */
export async function checkIFrames(
  master: MultivariantPlaylist,
  path: string,
  read: Read,
  media: ReadonlyMap<string, CheckedMedia | null>,
  { decode }: CheckOptions,
  report: Report,
): Promise<void> {
  for (const attributes of master.iFrames) {
    const uri = attributes.get("URI")?.text;
    if (uri === undefined) {
      report(ofVariant, path, "EXT-X-I-FRAME-STREAM-INF lacks a URI");
      continue;
    }
    const where = resolvePath(path, uri);
    const playlist = await readPlaylist(read, where, report);
    if (playlist === null) continue;
    checkMediaTags(playlist, where, false, report);
    checkMaps(playlist, where, report);
    if (!playlist.iFramesOnly) report(section, where, "EXT-X-I-FRAMES-ONLY is missing");
    checkSegments(playlist, where, media, report);
    const frames = await readFrames(playlist, where, read, decode, report);
    checkAttributes(attributes, path, uri, frames.init, report);
    const sized = frames.lengths.map((bytes, index) => ({
      ...{ bytes, duration: playlist.segments[index]?.duration ?? 0 },
    }));
    const peak = peakSegmentRate(sized, playlist.targetDuration ?? 0);
    const declared = Number(attributes.get("BANDWIDTH")?.text ?? Number.NaN);
    if (!(declared >= Math.floor(peak))) {
      report(ofVariant, path, `${uri} declares ${declared} bit/s, but peaks at ${Math.ceil(peak)} bit/s`);
    }
  }
}

async function readPlaylist(read: Read, path: string, report: Report): Promise<MediaPlaylist | null> {
  try {
    const playlist = parsePlaylist(new TextDecoder("utf-8", { fatal: true }).decode(await read(path)));
    if (playlist.kind === "media") return playlist;
    report("RFC 8216bis 4.1", path, "keyframes need a media playlist");
  } catch (error) {
    report("RFC 8216bis 4.1", path, messageOf(error));
  }
  return null;
}

/** They are those of one of the variants, and each keyframe lasts until the next. */
function checkSegments(
  playlist: MediaPlaylist,
  path: string,
  media: ReadonlyMap<string, CheckedMedia | null>,
  report: Report,
): void {
  const listOf = (where: string, { segments }: MediaPlaylist) =>
    segments.map(({ uri, duration }) => `${resolvePath(where, uri)} ${duration}`).join();
  const mine = listOf(path, playlist);
  if (![...media.values()].some((one) => one !== null && listOf(one.path, one.playlist) === mine)) {
    report(section, path, "these are not the keyframes that the segments of one of the variants begin with");
  }
}

async function readFrames(
  playlist: MediaPlaylist,
  path: string,
  read: Read,
  decode: CheckOptions["decode"],
  report: Report,
): Promise<{ readonly init: InitSegment | null; readonly lengths: readonly number[] }> {
  const lengths: number[] = [];
  let init: InitSegment | null = null;
  for (const { uri, map, byteRange } of playlist.segments) {
    const where = resolvePath(path, uri);
    lengths.push(byteRange?.length ?? 0);
    if (map === null || byteRange === null) {
      report(section, where, "a keyframe within a segment needs EXT-X-MAP and EXT-X-BYTERANGE");
      continue;
    }
    try {
      const head = await read(resolvePath(path, map));
      init = readInitSegment(head);
      const bytes = await read(where);
      const end = byteRange.offset + byteRange.length;
      if (end > bytes.byteLength) throw new RangeError("the range goes beyond the segment");
      const alone = readKeyframe(bytes.slice(byteRange.offset, end), init);
      const complaint = await decode?.(head, alone);
      if (complaint) report(section, where, `the keyframe does not decode: ${complaint}`);
    } catch (error) {
      report(section, where, messageOf(error));
    }
  }
  return { init, lengths };
}

function checkAttributes(
  attributes: AttributeList,
  path: string,
  uri: string,
  init: InitSegment | null,
  report: Report,
): void {
  if (init === null) return;
  const codecs = attributes.get("CODECS")?.text;
  if (codecs !== init.codec) report(ofVariant, path, `${uri} holds ${init.codec}, but declares ${codecs}`);
  const resolution = attributes.get("RESOLUTION")?.text;
  const actual = `${init.width}x${init.height}`;
  if (resolution !== actual) report(ofVariant, path, `${uri} declares ${resolution}, but has ${actual}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
