import type { Event } from "@firstframe/contract";
import {
  type EventPattern,
  type Firstframe,
  FirstframeConnectionError,
  FirstframeError,
} from "@firstframe/sdk";
import type { Surroundings } from "../surroundings.ts";

const lookEveryMs = 1_000;
/** The longest pause while the API does not answer. */
const longestPauseMs = 30_000;

interface Follow {
  /** Sequence number after which it begins. */
  readonly after: number;
  /** All unless told. */
  readonly types?: readonly EventPattern[] | undefined;
  /** An interruption that will pass. */
  readonly onTrouble: (error: Error) => void;
}

/** Every event from a point on, in order, as they come, until the signal aborts; interruptions are waited out. */
export async function* followEvents(
  events: Firstframe["events"],
  { after, types, onTrouble }: Follow,
  { sleep, signal }: Pick<Surroundings, "sleep" | "signal">,
): AsyncGenerator<Event, void> {
  let last = after;
  let pauseMs = lookEveryMs;
  for (;;) {
    try {
      let hasMore = true;
      while (hasMore) {
        const page = await events.list({ after: last, limit: 100, types }).page();
        for (const event of page.data) {
          yield event;
          last = event.sequence;
        }
        // What is not asked for is not looked through again.
        last = Math.max(last, page.read_up_to ?? last);
        hasMore = page.next_cursor !== null;
      }
      pauseMs = lookEveryMs;
    } catch (error) {
      const isPassing =
        error instanceof FirstframeConnectionError || (error instanceof FirstframeError && error.retryable);
      if (signal.aborted || !isPassing) throw error;
      onTrouble(error);
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    }
    await sleep(pauseMs, signal);
  }
}
