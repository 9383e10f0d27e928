import type { Firstframe } from "@firstframe/sdk";

/** How much further the first steps reach each time. */
const stride = 16;

/**
 * The sequence number of the latest event, 0 where there is none. The log is read oldest first, so its end is found by
 * looking ever further, where the answer tells it. Earlier deployments do not: with them it is looked for between, by some twenty
 * requests, however long it is.
 */
export async function findLastSequence(events: Firstframe["events"]): Promise<number> {
  /** There is an event with this number, or it is 0. */
  let low = 0;
  /** There is none beyond this. */
  let high = Number.POSITIVE_INFINITY;
  let reach = 0;
  while (low < high) {
    const after = high === Number.POSITIVE_INFINITY ? reach : Math.floor((low + high) / 2);
    const { data, next_cursor, read_up_to } = await events.list({ after, limit: 100 }).page();
    if (next_cursor === null && read_up_to !== undefined) return read_up_to;
    const last = data.at(-1)?.sequence;
    if (last === undefined) {
      // What lies between is empty, or not ours to see.
      high = after;
      continue;
    }
    if (next_cursor === null) return last;
    low = last;
    reach = Math.max(last, after) * stride;
  }
  return low;
}
