import { renderIFramePlaylist } from "./hls/i-frame-playlist.ts";
import type { JoinedRendition } from "./hls/join-renditions.ts";
import { iFramePlaylistName } from "./hls/master-playlist.ts";
import { type PlaylistType, renderMediaPlaylist } from "./hls/media-playlist.ts";
import { playlistType } from "./hls/playlist-type.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";

/**
 * Writes a rendition's media playlist. It says by its metadata what it was made from, so that one write knows of the other:
 * a playlist never gets shorter (an attempt that repeats another's work has to catch up first), unless it becomes complete.
 *
 * @returns false where viewers have more already
 * @throws StaleStateError when a newer one is there
 */
export async function writePlaylist(
  { objects }: Services,
  { prefix, revision }: { readonly prefix: string; readonly revision: number },
  joined: JoinedRendition,
): Promise<boolean> {
  const { rendition, segments } = joined;
  const isComplete = rendition.complete;
  let isWritten = true;
  await objects.replace(`${prefix}${rendition.id}/playlist.m3u8`, (existing) => {
    const before = existing && readMetadata(existing);
    if (before !== null && before.revision > revision) throw new StaleStateError("a newer playlist is there");
    isWritten = before === null || isComplete || segments.length >= before.segments;
    const hasNews = isComplete || segments.length !== before?.segments;
    if (!isWritten || !hasNews || before?.revision === revision) return null;
    const wasGrowing = before !== null && before.type !== "vod";
    const type: PlaylistType = isComplete ? (wasGrowing ? "grown" : "vod") : "growing";
    return {
      body: renderMediaPlaylist(joined, type),
      contentType: playlistType,
      metadata: { revision: String(revision), segments: String(segments.length), type },
    };
  });
  return isWritten;
}

/**
 * Writes the playlist of a complete rendition's keyframes, which is the same whoever writes it.
 *
 * @returns its measured peak, in bits per second; null where there is no such playlist
 */
export async function writeIFramePlaylist(
  { objects }: Services,
  prefix: string,
  joined: JoinedRendition,
): Promise<number | null> {
  const playlist = renderIFramePlaylist(joined);
  if (playlist === null) return null;
  const bytes = new TextEncoder().encode(playlist.text);
  const key = `${prefix}${joined.rendition.id}/${iFramePlaylistName}`;
  await objects.put(key, bytes, { size: bytes.byteLength, contentType: playlistType });
  return playlist.peakBitrate;
}

function readMetadata(metadata: Readonly<Record<string, string>>): {
  revision: number;
  segments: number;
  type: string | undefined;
} {
  const { revision, segments, type } = metadata;
  return { revision: Number(revision), segments: Number(segments), type };
}
