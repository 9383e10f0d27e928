import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { stallWatch } from "./stall-watch.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("calls only when nothing moved for as long as was last agreed", () => {
  const onStall = vi.fn();
  const watch = stallWatch(onStall);
  watch.touch(10_000);
  vi.advanceTimersByTime(9_000);
  watch.touch(10_000);
  vi.advanceTimersByTime(9_000);
  expect(onStall).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(onStall).toHaveBeenCalledOnce();
});

it("is quiet once it was stopped", () => {
  const onStall = vi.fn();
  const watch = stallWatch(onStall);
  watch.touch(10_000);
  watch.stop();
  vi.advanceTimersByTime(60_000);
  expect(onStall).not.toHaveBeenCalled();
});

it("notices a stall that spans the sleep of the device as soon as it wakes", () => {
  const onStall = vi.fn();
  stallWatch(onStall).touch(30_000);
  vi.advanceTimersByTime(5_000);
  // Timers stood still meanwhile.
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(1_000);
  expect(onStall).toHaveBeenCalledOnce();
});
