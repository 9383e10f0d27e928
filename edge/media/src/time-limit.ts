/** Time that is spent, with pauses. */
export interface TimeLimit {
  /** Time stands still from now on. */
  pause(): void;
  resume(): void;
  /** There is no limit any more. */
  cancel(): void;
}

/** Calls `onEnd` once `limitMs` have been spent. */
export function startTimeLimit(limitMs: number, onEnd: () => void): TimeLimit {
  let leftMs = limitMs;
  let since: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const limit: TimeLimit = {
    pause() {
      if (since === null) return;
      clearTimeout(timer);
      leftMs -= performance.now() - since;
      since = null;
    },
    resume() {
      if (isOver || since !== null) return;
      since = performance.now();
      timer = setTimeout(onEnd, Math.max(0, leftMs));
    },
    cancel() {
      isOver = true;
      clearTimeout(timer);
    },
  };
  limit.resume();
  return limit;
}
