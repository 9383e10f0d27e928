import { MediaError } from "../media-error.ts";

const periodMs = 5 * 60_000;
const leastBytes = 1024 * 1024;

/**
 * Counts bytes that arrive, and ends a fetch that is hardly one: whoever drips bytes, over however many connections, does
 * not hold a slot for ever.
 *
 * @param now milliseconds
 * @returns to be told of the bytes that arrive; throws MediaError `source_fetch_failed`, retryable
 */
export function minimumPace(now: () => number): (bytes: number) => void {
  let since = now();
  let received = 0;
  return (bytes) => {
    received += bytes;
    if (now() - since < periodMs) return;
    if (received < leastBytes) {
      throw new MediaError(
        "source_fetch_failed",
        `The server sent ${received} bytes in ${periodMs / 1000} s`,
        {
          retryable: true,
        },
      );
    }
    since = now();
    received = 0;
  };
}
