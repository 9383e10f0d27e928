import { describe, expect, it } from "vitest";
import { jobTiming, timeToPlayable } from "./asset-timing.ts";

const at = (second: number) => new Date(Date.UTC(2025, 10, 24, 14, 0, second)).toISOString();
const now = Date.parse(at(30));

describe("timeToPlayable", () => {
  it("counts from creation, and only when there is something to play", () => {
    expect(timeToPlayable({ created_at: at(0), playable_at: at(4) })).toBe(4000);
    expect(timeToPlayable({ created_at: at(0), playable_at: null })).toBeNull();
  });
});

describe("jobTiming", () => {
  it("counts on while a job waits or runs, and stops at its end", () => {
    const job = { state: "queued", created_at: at(0), started_at: null, finished_at: null } as const;
    expect(jobTiming(job, now)).toEqual({ waitedMs: 30_000, ranMs: null });
    const running = { ...job, state: "running", started_at: at(10) } as const;
    expect(jobTiming(running, now)).toEqual({ waitedMs: 10_000, ranMs: 20_000 });
    const over = { ...running, state: "succeeded", finished_at: at(15) } as const;
    expect(jobTiming(over, now)).toEqual({ waitedMs: 10_000, ranMs: 5_000 });
  });

  it("does not count the run of a job that went back into the queue", () => {
    const requeued = { state: "queued", created_at: at(0), started_at: at(10), finished_at: null } as const;
    expect(jobTiming(requeued, now).ranMs).toBeNull();
  });

  it("has no run for a job that was canceled before it began", () => {
    const canceled = { state: "canceled", created_at: at(0), started_at: null, finished_at: at(3) } as const;
    expect(jobTiming(canceled, now)).toEqual({ waitedMs: 3_000, ranMs: null });
  });
});
