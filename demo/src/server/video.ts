import type { Asset } from "@firstframe/sdk";

/** What this application's pages may know of a video. */
export interface Video {
  readonly id: string;
  readonly title: string;
  readonly status: Asset["status"];
  /** Share of the whole way from the first byte to ready, 0 to 1. */
  readonly progress: number;
  /** Whether all of the file is with the server, and was looked through. */
  readonly is_received: boolean;
  readonly playback_id: string;
  readonly duration_ms: number | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  /** RFC 3339. */
  readonly created_at: string;
}

/** `GET /api/videos`. */
export interface VideoList {
  readonly data: readonly Video[];
  readonly has_more: boolean;
}

/** `GET /api/videos/:assetId/playback`: what the player element needs to play a signed video. */
export interface VideoPlayback {
  readonly playback_id: string;
  readonly token: string;
  /** RFC 3339. */
  readonly expires_at: string;
  readonly api: string;
  readonly poster: string;
}

export function toVideo(asset: Asset): Video {
  const { id, status, progress, playback_id, duration_ms, error, created_at, metadata, source } = asset;
  const title = metadata.filename ?? source.filename ?? "Untitled";
  // The digest is taken once the last byte is there; before that a video may be playable already.
  const is_received = source.sha256 !== null;
  return { id, title, status, progress, is_received, playback_id, duration_ms, error, created_at };
}
