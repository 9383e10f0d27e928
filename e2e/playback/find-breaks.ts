/** A frame that was put on the screen. */
export interface ShownFrame {
  /** Seconds of the page's clock. */
  readonly nowS: number;
  /** Seconds of the media's clock. */
  readonly mediaS: number;
  /** Pixels. */
  readonly width: number;
  /** Seconds: the least that was buffered ahead of what played, since the frame before. */
  readonly aheadS: number;
  /** Whether the player has said since the frame before that it waits for more. */
  readonly waited: boolean;
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
/** With more than this buffered it was the machine that put the next frame on the screen late. */
const leastAheadS = 1;
/** Whatever is buffered, no machine is as late as this: what goes on without a new frame hangs. */
const longestLateS = 3;
const longestJumpFrames = 1.5;
/** How long after a frame that came late the next ones may catch up with the clock. */
const catchUpS = 1;

/**
 * Finds stalls and jumps: both clocks go on at the same pace while all is well. A frame that only was not reported, as
 * the page was busy, moves both; one that was put on the screen late is followed by one that catches up, which leaves
 * nothing out. It is a stall where the player ran dry meanwhile, or where it took too long for any machine. What is ahead
 * of where the clock has been a moment ago has left something out.
 */
export function findBreaks(frames: readonly ShownFrame[], frameS: number): Break[] {
  return frames.slice(1).flatMap((frame, index): Break[] => {
    const before = frames[index] ?? frame;
    const shown = frame.mediaS - before.mediaS;
    const passed = frame.nowS - before.nowS;
    const at = before.mediaS;
    if (shown < 0) return [{ kind: "jump", mediaS: at, byS: shown }];
    const lateS = passed - shown;
    if (lateS > longestStallS && (ranDry(frame) || lateS > longestLateS)) {
      return [{ kind: "stall", mediaS: at, byS: lateS }];
    }
    const ahead = leadOf(frame) - recentLead(frames, index);
    if (ahead > longestJumpFrames * frameS) return [{ kind: "jump", mediaS: at, byS: ahead }];
    return [];
  });
}

function ranDry({ aheadS, waited }: ShownFrame): boolean {
  return waited || aheadS < leastAheadS;
}

/** Seconds by which the media's clock is ahead of the page's; only differences mean anything. */
function leadOf({ nowS, mediaS }: ShownFrame): number {
  return mediaS - nowS;
}

/** The largest lead of the frames up to the `last`-th that were shown shortly before the one after it. */
function recentLead(frames: readonly ShownFrame[], last: number): number {
  const [newest, next] = [frames[last], frames[last + 1]];
  if (newest === undefined || next === undefined) return 0;
  let lead = leadOf(newest);
  let sinceS = next.nowS - catchUpS;
  for (let index = last - 1; index >= 0; index--) {
    const [frame, after] = [frames[index], frames[index + 1]];
    if (frame === undefined || after === undefined) break;
    // However late a frame was, it is the next ones that catch up.
    const lateS = leadOf(frame) - leadOf(after);
    if (lateS > longestStallS) sinceS -= lateS;
    if (frame.nowS < sinceS || frame.mediaS > next.mediaS) break;
    lead = Math.max(lead, leadOf(frame));
  }
  return lead;
}
