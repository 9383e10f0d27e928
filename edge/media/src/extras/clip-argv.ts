interface Clip {
  /** Seconds from the start of the source. */
  readonly startS: number;
  /** Null: to the end. */
  readonly endS: number | null;
}

/**
 * Options that restrict a run of ffmpeg to a part of the source, whose times then begin at zero. They go before the input
 * that they are meant for, and are exact to the frame as long as what is read is decoded: copied streams begin at
 * the keyframe before.
 *
 * @throws RangeError for a part that is none
 */
export function clipArgv({ startS, endS }: Clip): string[] {
  if (!(startS >= 0) || (endS !== null && !(endS > startS))) {
    throw new RangeError(`there is no part of a source from ${startS} s to ${endS} s`);
  }
  return [
    ...(startS > 0 ? ["-ss", startS.toFixed(3)] : []),
    ...(endS === null ? [] : ["-t", (endS - startS).toFixed(3)]),
  ];
}
