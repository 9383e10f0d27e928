interface RefresherOptions {
  /** Brings the page up to date; returns the milliseconds until it is worth doing again, null for never. */
  readonly refresh: (signal: AbortSignal) => Promise<number | null>;
  /** Told when a refresh failed; it is tried again. */
  readonly failed: (error: unknown) => void;
}

interface Refresher {
  /** Refreshes at once; what is under way is given up. */
  now(): void;
}

const firstRetryMs = 2_000;
const longestRetryMs = 30_000;

/** Refreshes again and again while the page is visible, more slowly while it fails. */
export function startRefresher({ refresh, failed }: RefresherOptions): Refresher {
  let current = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  async function run(): Promise<void> {
    clearTimeout(timer);
    current.abort();
    current = new AbortController();
    const { signal } = current;
    let delay: number | null;
    try {
      delay = await refresh(signal);
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      failed(error);
      delay = Math.min(longestRetryMs, firstRetryMs * 2 ** failures++);
    }
    if (delay !== null && !signal.aborted && !document.hidden) timer = setTimeout(run, delay);
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) clearTimeout(timer);
    else void run();
  });
  addEventListener("online", () => void run());
  void run();
  return { now: () => void run() };
}
