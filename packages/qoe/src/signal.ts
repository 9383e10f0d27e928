import type { ViewError } from "@firstframe/contract";

/** Where the playhead stood when the signal was made, in seconds of media time. */
export interface Playhead {
  readonly position: number;
}

/**
 * What happened, without its time. All of it can be written as JSON, so that a trace is data.
 *
 * `ready`: the player accepts play. `play_requested`: a tap, `play()`, or autoplay taking effect.
 * `play_refused`: the browser did not allow it (autoplay with sound), so it was no attempt.
 * `playhead`: a sample; that two of them differ is how the reducer knows that the picture moves.
 * `left`, `returned`: the page went away, or came back from the back/forward cache.
 */
export type SignalBody =
  | { readonly type: "connected"; readonly page_load_ms: number | null }
  | { readonly type: "ready" }
  | { readonly type: "source_changed" }
  | ({ readonly type: "play_requested" } & Playhead)
  | { readonly type: "play_refused" }
  | ({ readonly type: "playing" } & Playhead)
  | ({ readonly type: "playhead"; readonly rate: number } & Playhead)
  | ({ readonly type: "waiting" } & Playhead)
  | ({ readonly type: "seeking" } & Playhead)
  | ({ readonly type: "seeked" } & Playhead)
  | { readonly type: "pause" }
  | { readonly type: "ended" }
  | { readonly type: "error"; readonly error: ViewError }
  | { readonly type: "frames"; readonly decoded: number; readonly dropped: number }
  | { readonly type: "hidden" }
  | { readonly type: "visible" }
  | { readonly type: "left" }
  | { readonly type: "returned" };

/** Something that happened, at a time: milliseconds on a monotonic clock. */
export type Signal = SignalBody & { readonly at: number };
