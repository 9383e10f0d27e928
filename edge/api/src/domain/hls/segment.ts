/** A segment as players fetch it. */
export interface Segment {
  /** Relative to its playlist. */
  readonly uri: string;
  readonly durationS: number;
  readonly sizeBytes: number;
  /** Where in it its first picture is, and how many bytes it takes; null where it cannot be read alone. */
  readonly keyframe: { readonly offset: number; readonly length: number } | null;
}
