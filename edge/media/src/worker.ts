import type { TaskDispatch } from "@firstframe/contract";
import type { TaskRunner } from "./task-runner.ts";

/**
 * What tasks compete for: the network (`fetch`), uploads to be followed (`follow`), a quick look at what is there
 * (`prepare`), or the cores (`encode`).
 */
export const slotKinds = ["fetch", "follow", "prepare", "encode"] as const;
export type SlotKind = (typeof slotKinds)[number];

/** A fixed number of tasks of each kind at a time. */
export interface Worker {
  readonly id: string;
  readonly slots: Readonly<Record<SlotKind, number>>;
  running(kind: SlotKind): number;
  /** Starts the task when there is room; false when there is none. */
  offer(dispatch: TaskDispatch): boolean;
  /** Takes no more tasks and stops the running ones with `reason`; resolves when all have ended. */
  drain(reason: Error): Promise<void>;
}

/** First frames come before everything else: they never wait for cores that encode. */
export function slotOf(dispatch: TaskDispatch): SlotKind {
  switch (dispatch.kind) {
    case "fetch":
      return "fetch";
    case "prepare":
      return dispatch.source.complete ? "prepare" : "follow";
    case "clip":
    case "encode":
    case "extras":
      return "encode";
  }
}

export function createWorker(id: string, slots: Worker["slots"], run: TaskRunner): Worker {
  const running: Record<SlotKind, number> = { fetch: 0, follow: 0, prepare: 0, encode: 0 };
  const all = new Set<Promise<void>>();
  const stop = new AbortController();

  function offer(dispatch: TaskDispatch): boolean {
    const slot = slotOf(dispatch);
    if (stop.signal.aborted || running[slot] >= slots[slot]) return false;
    running[slot]++;
    const ending = run(dispatch, stop.signal)
      .finally(() => {
        running[slot]--;
      })
      .then((next) => {
        if (next !== null) offer(next);
      })
      .finally(() => all.delete(ending));
    all.add(ending);
    return true;
  }

  return {
    id,
    slots,
    running: (kind) => running[kind],
    offer,
    async drain(reason) {
      stop.abort(reason);
      while (all.size > 0) await Promise.all(all);
    },
  };
}
