/** What waiting and chance are made of; passed in so that tests need neither. */
export interface RetryPolicy {
  /** Calls in all, the first one included. */
  readonly attempts: number;
  /** Milliseconds: the upper end of the first wait, doubled with every further one up to `maximumMs`. */
  readonly baseMs: number;
  readonly maximumMs: number;
  readonly random: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Milliseconds to wait after failure number `failures` (from 1): full jitter, anywhere from 0 to the doubling limit. */
export function retryDelay(
  failures: number,
  policy: Pick<RetryPolicy, "baseMs" | "maximumMs" | "random">,
): number {
  return policy.random() * Math.min(policy.maximumMs, policy.baseMs * 2 ** (failures - 1));
}

/**
 * Calls `operation` until it succeeds, fails for good, or the attempts are used up; then its last error is thrown.
 *
 * @param isRetryable whether the same call may succeed later
 */
export async function retry<Result>(
  operation: () => Promise<Result>,
  isRetryable: (error: unknown) => boolean,
  policy: RetryPolicy,
  signal: AbortSignal,
): Promise<Result> {
  for (let failures = 1; ; failures++) {
    signal.throwIfAborted();
    try {
      return await operation();
    } catch (error) {
      signal.throwIfAborted();
      if (failures >= policy.attempts || !isRetryable(error)) throw error;
    }
    await policy.sleep(retryDelay(failures, policy), signal);
  }
}
