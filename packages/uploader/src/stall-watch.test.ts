import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { stallWatch } from "./stall-watch.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("calls only when nothing moved for as long as was last agreed", () => {
  const onStall = vi.fn();
  const watch = stallWatch(onStall);
  watch.touch(100);
  vi.advanceTimersByTime(90);
  watch.touch(100);
  vi.advanceTimersByTime(90);
  expect(onStall).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10);
  expect(onStall).toHaveBeenCalledOnce();
});

it("is quiet once it was stopped", () => {
  const onStall = vi.fn();
  const watch = stallWatch(onStall);
  watch.touch(100);
  watch.stop();
  vi.advanceTimersByTime(1000);
  expect(onStall).not.toHaveBeenCalled();
});
