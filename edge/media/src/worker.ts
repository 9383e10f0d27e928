import type { JobDispatch } from "@firstframe/contract";
import type { JobRunner } from "./job-runner.ts";

/** A fixed number of jobs at a time. */
export interface Worker {
  readonly id: string;
  readonly slots: number;
  running(): number;
  /** Starts the job when there is room; false when there is none. */
  offer(dispatch: JobDispatch): boolean;
  /** Takes no more jobs and stops the running ones with `reason`; resolves when all have ended. */
  drain(reason: Error): Promise<void>;
}

export function createWorker(id: string, slots: number, run: JobRunner): Worker {
  const jobs = new Set<Promise<void>>();
  const stop = new AbortController();
  return {
    id,
    slots,
    running: () => jobs.size,
    offer(dispatch) {
      if (stop.signal.aborted || jobs.size >= slots) return false;
      const job = run(dispatch, stop.signal).finally(() => jobs.delete(job));
      jobs.add(job);
      return true;
    },
    async drain(reason) {
      stop.abort(reason);
      await Promise.all(jobs);
    },
  };
}
