import { describe, expect, it } from "vitest";
import { ApiError } from "./api-error.ts";
import { Refresher, type RefreshTask } from "./refresher.ts";

/** A refresher with a clock of its own, and the runs of one task. */
function setUp(options: { minimumIntervalMs?: number } = {}) {
  let now = 0;
  let timer: { at: number; callback: () => void } | null = null;
  const state = { visible: true, failure: null as unknown };
  const runs: { at: number; signal: AbortSignal }[] = [];
  const refresher = new Refresher({
    intervalMs: 5_000,
    longestMs: 60_000,
    now: () => now,
    schedule(callback, ms) {
      const mine = { at: now + ms, callback };
      timer = mine;
      return () => {
        if (timer === mine) timer = null;
      };
    },
    visible: () => state.visible,
    changed: () => undefined,
  });
  const task: RefreshTask = {
    minimumIntervalMs: options.minimumIntervalMs ?? 0,
    async run(signal) {
      runs.push({ at: now, signal });
      if (state.failure !== null) throw state.failure;
    },
  };
  const settle = async () => {
    for (let i = 0; i < 10; i++) await Promise.resolve();
  };
  return {
    refresher,
    task,
    runs,
    state,
    settle,
    times: () => runs.map(({ at }) => at),
    async pass(ms: number) {
      const end = now + ms;
      while (timer !== null && timer.at <= end) {
        const { at, callback } = timer;
        now = at;
        timer = null;
        callback();
        await settle();
      }
      now = end;
    },
  };
}

const failure = (retryAfterMs: number | null = null) => new ApiError("internal", "failed", { retryAfterMs });

describe("Refresher", () => {
  it("runs a task at once and then in rounds", async () => {
    const { refresher, task, times, settle, pass } = setUp();
    refresher.add(task);
    await settle();
    await pass(11_000);
    expect(times()).toEqual([0, 5_000, 10_000]);
    expect(refresher.updatedAt).toBe(10_000);
  });

  it("rests while paused or hidden, and goes on at once afterwards", async () => {
    const { refresher, task, times, settle, pass, state } = setUp();
    refresher.add(task);
    await settle();
    refresher.setPaused(true);
    await pass(20_000);
    expect(times()).toEqual([0]);
    refresher.setPaused(false);
    await settle();
    expect(times()).toEqual([0, 20_000]);
    state.visible = false;
    refresher.visibilityChanged();
    await pass(20_000);
    expect(times()).toEqual([0, 20_000]);
    state.visible = true;
    refresher.visibilityChanged();
    await settle();
    expect(times()).toEqual([0, 20_000, 40_000]);
  });

  it("runs what is asked for even while paused, without starting rounds", async () => {
    const { refresher, task, times, settle, pass } = setUp();
    refresher.add(task);
    await settle();
    refresher.setPaused(true);
    await pass(1_000);
    refresher.refreshNow();
    await settle();
    await pass(30_000);
    expect(times()).toEqual([0, 1_000]);
  });

  it("aborts what is under way when its task goes or asks something else", async () => {
    const { refresher, task, runs } = setUp();
    const remove = refresher.add(task);
    refresher.rerun(task);
    expect(runs[0]?.signal.aborted).toBe(true);
    expect(runs[1]?.signal.aborted).toBe(false);
    remove();
    expect(runs[1]?.signal.aborted).toBe(true);
    expect(refresher.updatedAt).toBeNull();
  });

  it("stops when nothing is left to do", async () => {
    const { refresher, task, times, settle, pass } = setUp();
    const remove = refresher.add(task);
    await settle();
    remove();
    await pass(30_000);
    expect(times()).toEqual([0]);
  });

  it("tries less often while it fails, does not claim to be current, and recovers", async () => {
    const { refresher, task, times, settle, pass, state } = setUp();
    refresher.add(task);
    await settle();
    state.failure = failure();
    await pass(5_000);
    expect(refresher.failing).toBe(true);
    expect(refresher.updatedAt).toBe(0);
    await pass(30_000);
    expect(times()).toEqual([0, 5_000, 15_000, 35_000]);
    state.failure = null;
    refresher.refreshNow();
    await settle();
    expect(refresher.failing).toBe(false);
    expect(refresher.updatedAt).toBe(35_000);
    await pass(5_000);
    expect(times().at(-1)).toBe(40_000);
  });

  it("waits as long as the server asks for", async () => {
    const { refresher, task, times, settle, pass, state } = setUp();
    state.failure = failure(90_000);
    refresher.add(task);
    await settle();
    await pass(90_000);
    expect(times()).toEqual([0, 90_000]);
  });

  it("leaves out what is not due", async () => {
    const { refresher, task, times, settle, pass } = setUp({ minimumIntervalMs: 12_000 });
    refresher.add(task);
    await settle();
    await pass(31_000);
    expect(times()).toEqual([0, 15_000, 30_000]);
  });
});
