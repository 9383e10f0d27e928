import { type EndpointHealth, healthy } from "./endpoint-record.ts";
import { longestRetryAfter } from "./retry-delay.ts";

/** From so many failures in a row on, an endpoint gets pauses. */
const pausesFrom = 6;
/** For each failure in a row, in ms. */
const pausePerFailure = 250;
const longestPause = 60_000;

/** What lasts shorter is not worth a change of plans, in ms. */
const outage = 5 * 60_000;

/** Nothing has got through for so long, in ms, */
const failingFor = 5 * 24 * 3600_000;
/** in so many attempts: more than one delivery has. */
const failingAttempts = 12;

/** What one attempt told of its endpoint. */
interface Sign {
  readonly succeeded: boolean;
  readonly status: number | null;
  /** In ms. */
  readonly retryAfter: number | null;
}

/**
 * How an endpoint is after some attempts. One that does not answer, or answers everything with errors, gets its messages a few at a
 * time and ever less often, up to once a minute, so that it is neither pressed nor waited for; the first one that gets through
 * ends that. One that asks for time by 429 or 503 gets it.
 *
 * @param signs in the order in which they came
 */
export function healthAfter(before: EndpointHealth, signs: readonly Sign[], now: number): EndpointHealth {
  const lastSuccess = signs.findLastIndex(({ succeeded }) => succeeded);
  const since = lastSuccess === -1 ? before : healthy;
  const failures = signs.slice(lastSuccess + 1).length;
  const inARow = since.failures_in_a_row + failures;
  const asked = signs
    .filter(({ status }) => status === 429 || status === 503)
    .map(({ retryAfter }) => Math.min(retryAfter ?? 0, longestRetryAfter));
  const pause = Math.max(
    inARow < pausesFrom ? 0 : Math.min(longestPause, inARow * pausePerFailure),
    ...asked,
  );
  return {
    failures_in_a_row: inARow,
    failing_since: failures === 0 ? since.failing_since : (since.failing_since ?? now),
    paused_until: pause === 0 ? null : now + pause,
  };
}

/** Whether an endpoint is back after a time in which it took nothing. */
export function isBack(before: EndpointHealth, after: EndpointHealth, now: number): boolean {
  const wasAway = before.failing_since !== null && now - before.failing_since >= outage;
  return wasAway && before.failures_in_a_row >= pausesFrom && after.failing_since === null;
}

/** Whether there is no sense in going on. */
export function isBeyondHope({ failing_since, failures_in_a_row }: EndpointHealth, now: number): boolean {
  return failing_since !== null && now - failing_since >= failingFor && failures_in_a_row >= failingAttempts;
}
