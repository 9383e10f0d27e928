/** Delayed calls; passed in, so that tests need not wait. */
export interface Timers {
  /** Calls `run` once after `ms` milliseconds; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
}
