/** A frame that was put on the screen. */
export interface ShownFrame {
  /** Seconds of the page's clock. */
  readonly nowS: number;
  /** Seconds of the media's clock. */
  readonly mediaS: number;
  /** Pixels. */
  readonly width: number;
}

/** A place at which the picture did not go on as the clock did. */
export interface Break {
  readonly kind: "stall" | "jump";
  /** Seconds of the media's clock, before it. */
  readonly mediaS: number;
  /** Seconds that the picture stood still or left out; negative when it went back. */
  readonly byS: number;
}

/** Shorter ones are as likely the machine's, which encodes and shows at once. */
const longestStallS = 0.5;
const longestJumpFrames = 1.5;

/**
 * Finds stalls and jumps: both clocks go on at the same pace while all is well. A frame that only was not reported, as
 * the page was busy, moves both.
 */
export function findBreaks(frames: readonly ShownFrame[], frameS: number): Break[] {
  return frames.slice(1).flatMap((frame, index): Break[] => {
    const before = frames[index] ?? frame;
    const shown = frame.mediaS - before.mediaS;
    const passed = frame.nowS - before.nowS;
    const at = before.mediaS;
    if (shown < 0) return [{ kind: "jump", mediaS: at, byS: shown }];
    if (shown - passed > longestJumpFrames * frameS)
      return [{ kind: "jump", mediaS: at, byS: shown - passed }];
    if (passed - shown > longestStallS) return [{ kind: "stall", mediaS: at, byS: passed - shown }];
    return [];
  });
}
