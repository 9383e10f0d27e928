import type { ServiceStatus } from "@firstframe/contract";
import { ApiError } from "../domain/api-error.ts";
import type { Services } from "../domain/ports.ts";
import { readServiceStatus } from "../domain/read-service-status.ts";

/** How long the state of the queue is taken to be what it was, in ms. */
const statusAge = 2_000;
/** Bounds of what callers are told to wait, in seconds: a queue may empty sooner than it was thought to. */
const [shortestWaitS, longestWaitS] = [5, 600];

/** Throws ApiError `overloaded` while heavy work is not taken. */
export type WorkAdmission = (services: Services) => Promise<void>;

/** Refuses heavy work while too much of it waits. The queue is looked at once in two seconds, however many ask. */
export function workAdmission(): WorkAdmission {
  let known: { readonly status: ServiceStatus; readonly readAt: number } | null = null;
  return async (services) => {
    const now = services.clock();
    if (known === null || Math.abs(now - known.readAt) >= statusAge) {
      known = { status: await readServiceStatus(services), readAt: now };
    }
    const { accepting, expected_wait_s, queue } = known.status;
    if (accepting) return;
    const { waitS } = services.settings.highWater;
    const retryAfterS = Math.min(longestWaitS, Math.max(shortestWaitS, expected_wait_s - waitS));
    throw new ApiError(
      "overloaded",
      `No new videos are taken right now: ${queue.queued} tasks wait, and one more would wait for about ` +
        `${expected_wait_s} s. Try again in ${retryAfterS} s. What was taken before goes on, uploads included.`,
      { retryAfterS },
    );
  };
}
