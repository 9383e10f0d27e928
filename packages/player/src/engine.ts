import type { Timers } from "@firstframe/qoe";
import type { PlaybackFault } from "./playback-fault.ts";
import type { VideoRendition } from "./video-renditions.ts";

/** How much to load before anybody asks to play. */
export type Preload = "none" | "metadata" | "auto";

/** What an engine needs to play one source. */
export interface EngineOptions {
  readonly media: HTMLVideoElement;
  /** Multivariant playlist. */
  readonly url: string;
  /** Seconds; null: from the beginning. */
  readonly startTime: number | null;
  readonly preload: Preload;
  /** Bits per second to start with. */
  readonly bandwidth: number;
  readonly timers: Timers;
  /** 0 to 1. */
  readonly random: () => number;
  /** The media element accepts play. */
  readonly onReady: () => void;
  /** It cannot go on; it has tried. */
  readonly onFault: (fault: PlaybackFault) => void;
  /** Qualities to choose from, lowest first; `select` takes an index, or −1 for automatic. */
  readonly onRenditions: (renditions: readonly VideoRendition[], select: (index: number) => void) => void;
}

/** Brings one source into a media element. */
export interface Engine {
  /** Somebody asked to play: load without restraint. */
  demand(): void;
  /**
   * Lets requests under `from` go to `to` from now on, without a break in playback.
   *
   * @returns whether it can; if not, the source has to be opened again
   */
  redirect(from: string, to: string): boolean;
  /** Measured bits per second; null where that is not known. */
  bandwidth(): number | null;
  /** Lets go of the media element. */
  destroy(): void;
}
