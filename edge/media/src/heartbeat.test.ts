import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startHeartbeat } from "./heartbeat.ts";
import { TaskLostError } from "./task-api.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start(answer: () => Promise<void> = async () => undefined) {
  const sent: [string, number][] = [];
  const lost: unknown[] = [];
  const failures: unknown[] = [];
  const heartbeat = startHeartbeat({
    send: (stage, progress) => {
      sent.push([stage, progress]);
      return answer();
    },
    everyS: 8,
    clock: () => Date.now(),
    onLost: (error) => lost.push(error),
    onFailure: (error) => failures.push(error),
  });
  return { heartbeat, sent, lost, failures };
}

describe("startHeartbeat", () => {
  it("beats more often than it must, though nothing changes", async () => {
    const { heartbeat, sent } = start();
    await vi.advanceTimersByTimeAsync(24_000);
    expect(sent.length).toBeGreaterThanOrEqual(5);
    expect(sent.length).toBeLessThanOrEqual(7);
    heartbeat.stop();
    await vi.advanceTimersByTimeAsync(24_000);
    expect(sent.length).toBeLessThanOrEqual(7);
  });

  it("tells of progress soon, but not of every little bit", async () => {
    const { heartbeat, sent } = start();
    for (let i = 1; i <= 100; i++) {
      heartbeat.report("encoding", i / 200);
      await vi.advanceTimersByTimeAsync(20);
    }
    expect(sent.length).toBe(4);
    heartbeat.report("encoding", 0.501);
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent.at(-1)).toEqual(["encoding", 0.5]);
    heartbeat.report("publishing", 0.501);
    await vi.advanceTimersByTimeAsync(500);
    expect(sent.at(-1)).toEqual(["publishing", 0.501]);
    heartbeat.stop();
  });

  it("never goes back", async () => {
    const { heartbeat, sent } = start();
    heartbeat.report("encoding", 0.5);
    heartbeat.report("publishing", 0.3);
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).toEqual([["publishing", 0.5]]);
    heartbeat.stop();
  });

  it("stops when the task is another's", async () => {
    const { sent, lost } = start(() => Promise.reject(new TaskLostError("lease lost")));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(sent).toHaveLength(1);
    expect(lost).toHaveLength(1);
  });

  it("goes on when a beat fails", async () => {
    const { heartbeat, sent, failures, lost } = start(() => Promise.reject(new Error("network")));
    await vi.advanceTimersByTimeAsync(12_000);
    expect(sent.length).toBeGreaterThan(1);
    expect(failures.length).toBe(sent.length);
    expect(lost).toEqual([]);
    heartbeat.stop();
  });
});
