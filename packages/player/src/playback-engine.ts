import type { PlaybackErrorCode } from "./playback-error.ts";

/** How much to load before the viewer asks to play. */
export type Preload = "none" | "metadata" | "auto";

/** What turns a playlist into moving pictures on a media element. */
export interface PlaybackEngine {
  /** Load without restraint from now on. */
  load(): void;
  /** Releases the media element and everything in flight. */
  destroy(): void;
}

export interface EngineOptions {
  readonly media: HTMLVideoElement;
  /** URL of the playlist. */
  readonly url: string;
  readonly preload: Preload;
  /** Seconds from the start at which to begin. */
  readonly startTime: number;
  /** The media can accept play. */
  readonly onReady: () => void;
  /** The browser did not take up play again after the engine had to interrupt it. */
  readonly onPlayRefused: (reason: unknown) => void;
  /** The engine cannot help itself any more. */
  readonly onFatal: (seen: PlaybackErrorCode) => void;
}

/** The preload attribute's value as the engine understands it. */
export function preloadOf(value: string | null | undefined): Preload {
  return value === "none" || value === "auto" ? value : "metadata";
}
