/** A segment as players fetch it. */
export interface Segment {
  /** Relative to its playlist. */
  readonly uri: string;
  readonly durationS: number;
  readonly sizeBytes: number;
}
