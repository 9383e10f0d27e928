/** When something ran within a longer time: shares of it, 0 to 1. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

interface Times {
  /** RFC 3339; null while it has not happened. */
  readonly started_at: string | null;
  readonly finished_at: string | null;
}

/**
 * Where a task lies within its job.
 *
 * @param job from its creation on; what is not over lasts until `now`
 * @param now ms since the epoch
 * @returns null for what has not started
 */
export function timeSpan(
  task: Times,
  job: { readonly created_at: string; readonly finished_at: string | null },
  now: number,
): TimeSpan | null {
  if (task.started_at === null) return null;
  const end = (time: string | null) => (time === null ? now : Date.parse(time));
  const from = Date.parse(job.created_at);
  const whole = Math.max(1, end(job.finished_at) - from);
  const share = (time: number) => Math.min(1, Math.max(0, (time - from) / whole));
  const start = share(Date.parse(task.started_at));
  return { start, end: Math.max(start, share(end(task.finished_at))) };
}
