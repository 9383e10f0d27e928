import * as z from "zod";
import { id, timestamp } from "./field.ts";

const maximumLifetimeS = 7 * 24 * 3600;

export const createPlaybackToken = z.strictObject({
  playback_id: id("playback"),
  /** Seconds; one hour unless told. */
  expires_in_s: z.number().int().min(1).max(maximumLifetimeS).default(3600),
  viewer_id: z.string().min(1).max(128).optional(),
});
export type CreatePlaybackToken = z.input<typeof createPlaybackToken>;

/** A signed grant for one playback id, good for every playlist, segment and image of it. */
export const playbackToken = z.object({
  token: z.string(),
  expires_at: timestamp,
  urls: z.object({
    hls: z.url(),
    poster: z.url(),
    /** WebVTT that says which part of `storyboard.jpg` shows which time; there once the video is ready. */
    storyboard: z.url(),
  }),
});
export type PlaybackToken = z.infer<typeof playbackToken>;
