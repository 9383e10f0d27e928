import { type AttributeList, parseAttributeList } from "./attribute-list.ts";

interface PlaylistSegment {
  readonly uri: string;
  /** Seconds. */
  readonly duration: number;
  /** Value of the EXT-X-MAP that applies; null when there is none. */
  readonly map: string | null;
  /** Value of the EXT-X-BYTERANGE that applies, in bytes; null when there is none. */
  readonly byteRange: { readonly offset: number; readonly length: number } | null;
  /** How many discontinuities precede the segment in the playlist. */
  readonly discontinuities: number;
}

export interface Variant {
  readonly uri: string;
  readonly attributes: AttributeList;
}

export interface MediaPlaylist {
  readonly kind: "media";
  readonly version: number;
  /** Seconds; null when the tag is missing. */
  readonly targetDuration: number | null;
  /** Number of the first segment. */
  readonly mediaSequence: number;
  readonly type: "VOD" | "EVENT" | null;
  readonly hasEnd: boolean;
  readonly independent: boolean;
  readonly iFramesOnly: boolean;
  readonly segments: readonly PlaylistSegment[];
}

export interface MultivariantPlaylist {
  readonly kind: "multivariant";
  readonly version: number;
  readonly independent: boolean;
  readonly media: readonly AttributeList[];
  readonly variants: readonly Variant[];
  /** Of EXT-X-I-FRAME-STREAM-INF. */
  readonly iFrames: readonly AttributeList[];
}

/** Tags that this parser knows; the specification has it ignore others that begin with #EXT. */
const oncePerPlaylist = new Set([
  "EXT-X-VERSION",
  "EXT-X-TARGETDURATION",
  "EXT-X-MEDIA-SEQUENCE",
  "EXT-X-PLAYLIST-TYPE",
  "EXT-X-INDEPENDENT-SEGMENTS",
  "EXT-X-ENDLIST",
  "EXT-X-I-FRAMES-ONLY",
]);
const ofMedia = new Set([
  "EXTINF",
  "EXT-X-TARGETDURATION",
  "EXT-X-MAP",
  "EXT-X-ENDLIST",
  "EXT-X-DISCONTINUITY",
  "EXT-X-BYTERANGE",
  "EXT-X-I-FRAMES-ONLY",
]);
const ofMultivariant = new Set(["EXT-X-STREAM-INF", "EXT-X-MEDIA", "EXT-X-I-FRAME-STREAM-INF"]);

/**
 * Parses a playlist (RFC 8216bis, 4) strictly.
 *
 * @throws SyntaxError
 */
export function parsePlaylist(text: string): MediaPlaylist | MultivariantPlaylist {
  if (text.startsWith("\uFEFF")) throw new SyntaxError("a playlist must not begin with a byte order mark");
  const lines = text.split(/\r?\n/);
  if (lines[0] !== "#EXTM3U") throw new SyntaxError("the first line must be #EXTM3U");
  const seen = new Set<string>();
  const media: AttributeList[] = [];
  const variants: Variant[] = [];
  const iFrames: AttributeList[] = [];
  const segments: PlaylistSegment[] = [];
  let version = 1;
  let targetDuration: number | null = null;
  let mediaSequence = 0;
  let type: MediaPlaylist["type"] = null;
  let map: string | null = null;
  let byteRange: PlaylistSegment["byteRange"] = null;
  let discontinuities = 0;
  let pendingDuration: number | null = null;
  let pendingVariant: AttributeList | null = null;

  for (const line of lines.slice(1)) {
    if (line === "" || (line.startsWith("#") && !line.startsWith("#EXT"))) continue;
    if (!line.startsWith("#")) {
      if (/^\s|\s$/.test(line)) throw new SyntaxError(`white space around the URI "${line}"`);
      if (pendingVariant !== null) {
        variants.push({ uri: line, attributes: pendingVariant });
      } else if (pendingDuration !== null) {
        segments.push({ uri: line, duration: pendingDuration, map, byteRange, discontinuities });
      } else {
        throw new SyntaxError(`the URI "${line}" follows neither EXTINF nor EXT-X-STREAM-INF`);
      }
      pendingVariant = null;
      pendingDuration = null;
      byteRange = null;
      continue;
    }
    const colon = line.indexOf(":");
    const tag = line.slice(1, colon < 0 ? undefined : colon);
    const value = colon < 0 ? "" : line.slice(colon + 1);
    if (oncePerPlaylist.has(tag) && seen.has(tag)) throw new SyntaxError(`${tag} appears twice`);
    if (pendingVariant !== null) throw new SyntaxError("EXT-X-STREAM-INF must be followed by a URI at once");
    seen.add(tag);
    switch (tag) {
      case "EXT-X-VERSION":
        version = integer(tag, value);
        break;
      case "EXT-X-TARGETDURATION":
        targetDuration = integer(tag, value);
        break;
      case "EXT-X-MEDIA-SEQUENCE":
        mediaSequence = integer(tag, value);
        break;
      case "EXT-X-PLAYLIST-TYPE":
        if (value !== "VOD" && value !== "EVENT") throw new SyntaxError(`EXT-X-PLAYLIST-TYPE is "${value}"`);
        type = value;
        break;
      case "EXT-X-MAP":
        map = uriOf(tag, parseAttributeList(value));
        break;
      case "EXT-X-BYTERANGE":
        byteRange = rangeOf(value);
        break;
      case "EXT-X-I-FRAME-STREAM-INF":
        iFrames.push(parseAttributeList(value));
        break;
      case "EXT-X-DISCONTINUITY":
        discontinuities++;
        break;
      case "EXTINF":
        pendingDuration = duration(value);
        break;
      case "EXT-X-STREAM-INF":
        pendingVariant = parseAttributeList(value);
        break;
      case "EXT-X-MEDIA":
        media.push(parseAttributeList(value));
        break;
    }
  }
  if (pendingVariant !== null || pendingDuration !== null)
    throw new SyntaxError("the last tag lacks its URI");

  const isMultivariant = [...ofMultivariant].some((tag) => seen.has(tag));
  const isMedia = [...ofMedia].some((tag) => seen.has(tag));
  if (isMultivariant && isMedia) throw new SyntaxError("tags of media and multivariant playlists are mixed");
  const independent = seen.has("EXT-X-INDEPENDENT-SEGMENTS");
  if (isMultivariant) return { kind: "multivariant", version, independent, media, variants, iFrames };
  const hasEnd = seen.has("EXT-X-ENDLIST");
  return {
    ...{ kind: "media", version, targetDuration, mediaSequence, type, hasEnd, independent },
    ...{ iFramesOnly: seen.has("EXT-X-I-FRAMES-ONLY"), segments },
  };
}

function integer(tag: string, value: string): number {
  if (!/^\d{1,20}$/.test(value)) throw new SyntaxError(`${tag} is no decimal integer: "${value}"`);
  return Number(value);
}

/** With its offset: one that goes on from the last range is none of ours. */
function rangeOf(value: string): { offset: number; length: number } {
  const match = /^(\d{1,15})@(\d{1,15})$/.exec(value);
  if (match === null) throw new SyntaxError(`EXT-X-BYTERANGE is malformed: "${value}"`);
  return { length: Number(match[1]), offset: Number(match[2]) };
}

function duration(value: string): number {
  const match = /^(\d+(?:\.\d+)?),/.exec(value);
  if (match === null) throw new SyntaxError(`EXTINF is malformed: "${value}"`);
  return Number(match[1]);
}

function uriOf(tag: string, attributes: AttributeList): string {
  const uri = attributes.get("URI");
  if (uri === undefined || !uri.quoted || uri.text === "") throw new SyntaxError(`${tag} has no quoted URI`);
  return uri.text;
}
