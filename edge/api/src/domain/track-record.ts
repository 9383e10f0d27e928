import type { Track, TrackKind } from "@firstframe/contract";
import type { AssetRecord } from "./asset-record.ts";
import { formatTime } from "./format-time.ts";

/** An uploaded text track as stored. Times in ms since the epoch. */
export interface TrackRecord {
  readonly id: string;
  readonly asset_id: string;
  readonly kind: TrackKind;
  /** BCP 47. */
  readonly language: string;
  readonly name: string;
  readonly is_default: boolean;
  readonly forced: boolean;
  /** Of the WebVTT file. */
  readonly size_bytes: number;
  readonly created_at: number;
}

/** The whole track, in the directory of its playlist and segments. */
export const captionsName = "captions.vtt";

/** What is asked for below it is an uploaded track's. */
export const tracksDirectory = "tracks/";

/** The directory of a track below a grant, with a slash at its end; in the bucket it lies in the asset's. */
export function trackDirectory(trackId: string): string {
  return `${tracksDirectory}${trackId}/`;
}

/** Every text track of an asset: those that were uploaded, oldest first, then those that came with its source. */
export function tracksOf(asset: AssetRecord, uploaded: readonly TrackRecord[]): Track[] {
  return [...uploaded.map(uploadedTrack), ...embeddedTracks(asset)];
}

/** Where a track's media playlist is below a grant. */
export function playlistOf({ id, path, source }: Track): string {
  return source === "uploaded"
    ? `${trackDirectory(id)}playlist.m3u8`
    : path.replace(/\.vtt$/, "/playlist.m3u8");
}

/** What a menu calls a track of which nothing else is said. */
export function trackName(kind: TrackKind, language: string | null): string {
  const name =
    language === null
      ? "Subtitles"
      : (new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language);
  return kind === "subtitles" ? name : `${name} (${kind === "captions" ? "CC" : kind})`;
}

function uploadedTrack(record: TrackRecord): Track {
  const { is_default, ...shown } = record;
  return {
    ...shown,
    source: "uploaded",
    default: is_default,
    path: trackDirectory(record.id) + captionsName,
    created_at: formatTime(record.created_at),
  };
}

function embeddedTracks({ id, files }: AssetRecord): Track[] {
  return files.flatMap(({ name, language, size_bytes, text_track }): Track[] => {
    const stream = /^subtitles\/(\d{1,5})\.vtt$/.exec(name)?.[1];
    if (stream === undefined) return [];
    const { kind = "subtitles", forced = false } = text_track ?? {};
    return [
      {
        id: `embedded-${stream}`,
        asset_id: id,
        source: "embedded",
        ...{ kind, language, forced, size_bytes },
        name: text_track?.name ?? trackName(kind, language),
        // Containers call the first one so unless they are told otherwise: nobody has asked to see it.
        default: false,
        path: name,
        created_at: null,
      },
    ];
  });
}
