import type { TaskStage } from "@firstframe/contract";
import { TaskLostError } from "./task-api.ts";

export interface Heartbeat {
  /** @param progress share of the whole task, 0 to 1 */
  report(stage: TaskStage, progress: number): void;
  /** Ends the beats; one still under way is not heard any more. */
  stop(): void;
}

interface HeartbeatOptions {
  readonly send: (stage: TaskStage, progress: number) => Promise<void>;
  /** Seconds between two beats at most. */
  readonly everyS: number;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
  /** Told once when the task turns out to be another's. */
  readonly onLost: (error: TaskLostError) => void;
  /** Told of beats that failed otherwise; the next one is sent all the same. */
  readonly onFailure: (error: unknown) => void;
}

const tickMs = 500;
const noticeable = 0.01;
/** Part of the allowed interval after which a beat is due, so that one may go missing. */
const dueShare = 0.45;

/** Keeps the lease alive, and tells of progress when it changed noticeably, at most once a tick. */
export function startHeartbeat(options: HeartbeatOptions): Heartbeat {
  let current = { stage: "fetching" as TaskStage, progress: 0 };
  let sent = current;
  let sentAt = options.clock();
  let sending = false;
  let stopped = false;

  const timer = setInterval(() => {
    const isDue = options.clock() - sentAt >= options.everyS * 1000 * dueShare;
    const isNews = current.stage !== sent.stage || current.progress - sent.progress >= noticeable;
    if (!sending && (isDue || isNews)) void beat();
  }, tickMs);

  async function beat(): Promise<void> {
    sending = true;
    sent = current;
    sentAt = options.clock();
    try {
      await options.send(current.stage, current.progress);
    } catch (error) {
      if (stopped) return;
      if (error instanceof TaskLostError) {
        stop();
        options.onLost(error);
      } else {
        options.onFailure(error);
      }
    } finally {
      sending = false;
    }
  }

  function stop(): void {
    stopped = true;
    clearInterval(timer);
  }

  return {
    report(stage, progress) {
      current = { stage, progress: Math.min(1, Math.max(current.progress, progress)) };
    },
    stop,
  };
}
