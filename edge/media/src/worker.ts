import type { JobDispatch, JobKind } from "@firstframe/contract";
import type { JobRunner } from "./job-runner.ts";

/** A fixed number of jobs of each kind at a time. */
export interface Worker {
  readonly id: string;
  readonly slots: Readonly<Record<JobKind, number>>;
  running(kind: JobKind): number;
  /** Starts the job when there is room; false when there is none. */
  offer(dispatch: JobDispatch): boolean;
  /** Takes no more jobs and stops the running ones with `reason`; resolves when all have ended. */
  drain(reason: Error): Promise<void>;
}

export function createWorker(id: string, slots: Worker["slots"], run: JobRunner): Worker {
  const jobs: Readonly<Record<JobKind, Set<Promise<void>>>> = { fetch: new Set(), transcode: new Set() };
  const stop = new AbortController();
  return {
    id,
    slots,
    running: (kind) => jobs[kind].size,
    offer(dispatch) {
      const running = jobs[dispatch.kind];
      if (stop.signal.aborted || running.size >= slots[dispatch.kind]) return false;
      const job = run(dispatch, stop.signal).finally(() => running.delete(job));
      running.add(job);
      return true;
    },
    async drain(reason) {
      stop.abort(reason);
      await Promise.all([...jobs.fetch, ...jobs.transcode]);
    },
  };
}
