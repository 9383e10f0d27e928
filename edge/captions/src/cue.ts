/** A cue that WebVTT can state as it is. */
export interface Cue {
  /** Whole milliseconds from the start of the media. */
  readonly startMs: number;
  readonly endMs: number;
  /** WebVTT cue settings, separated by spaces; empty when there are none. */
  readonly settings: string;
  /** WebVTT cue text: markup and line feeds, no empty lines. */
  readonly text: string;
}
