import { type Beacon, beacon } from "@firstframe/contract";
import { idPattern, idRandomBytes, makeId } from "@firstframe/contract/constants";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browserTimers } from "./dom/browser-timers.ts";
import { createViewMonitor } from "./view-monitor.ts";

const grant = "pbk_00000000000000000000000000";
const dimensions = { player_version: "0.1.0" };

function setUp() {
  const beacons: Beacon[] = [];
  const atExit: Beacon[] = [];
  const started: string[] = [];
  const firstFrames: number[] = [];
  let made = 0;
  const monitor = createViewMonitor({
    facts: { grant, dimensions },
    transport: {
      send: async (body) => {
        beacons.push(beacon.parse(JSON.parse(body)));
        return "delivered";
      },
      sendAtExit: (body) => {
        atExit.push(beacon.parse(JSON.parse(body)));
        return true;
      },
    },
    timers: browserTimers,
    now: () => performance.now(),
    wallClock: () => Date.now(),
    newViewId: () => makeId("view", new Uint8Array(idRandomBytes).fill(++made)),
    random: () => 0,
    onStart: (viewId) => started.push(viewId),
    onFirstFrame: (ms) => firstFrames.push(ms),
  });
  async function play(ms: number): Promise<void> {
    monitor.signal({ type: "play_requested", position: 0 });
    await vi.advanceTimersByTimeAsync(ms);
    monitor.signal({ type: "playing", position: 0 });
    await vi.advanceTimersByTimeAsync(20);
    monitor.signal({ type: "playhead", position: 0.02, rate: 1 });
    await vi.advanceTimersByTimeAsync(0);
  }
  return { monitor, beacons, atExit, started, firstFrames, play };
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-01-01T00:00:00Z") });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a view monitor", () => {
  it("says nothing of a view that nobody asked for", async () => {
    const { monitor, beacons, atExit, started } = setUp();
    monitor.signal({ type: "connected", page_load_ms: 0 });
    monitor.signal({ type: "ready" });
    monitor.signal({ type: "hidden" });
    await vi.advanceTimersByTimeAsync(60_000);
    monitor.stop();
    expect([...beacons, ...atExit, ...started]).toEqual([]);
  });

  it("says nothing of an autoplay that the browser refused", async () => {
    const { monitor, beacons, atExit } = setUp();
    monitor.signal({ type: "play_requested", position: 0 });
    monitor.signal({ type: "play_refused" });
    await vi.advanceTimersByTimeAsync(60_000);
    monitor.stop();
    expect([...beacons, ...atExit]).toEqual([]);
  });

  it("tells of start, first frame, every ten seconds, pause and leave, each time of all so far", async () => {
    const { monitor, beacons, atExit, started, firstFrames, play } = setUp();
    await play(400);
    await vi.advanceTimersByTimeAsync(12_000);
    monitor.signal({ type: "playhead", position: 12.02, rate: 1 });
    monitor.signal({ type: "pause" });
    await vi.advanceTimersByTimeAsync(30_000);
    monitor.stop();
    expect(
      beacons.map(({ sequence, state, measures }) => [sequence, state, measures.startup_time_ms]),
    ).toEqual([
      [1, "waiting", null],
      [2, "playing", 400],
      [3, "playing", 400],
      [4, "paused", 400],
    ]);
    expect(atExit).toMatchObject([
      {
        sequence: 5,
        state: "left",
        grant,
        dimensions,
        measures: { playing_time_ms: 12_020, watch_time_ms: 12_020 },
      },
    ]);
    expect(beacons[3]?.started_at).toBe("2026-01-01T00:00:00.000Z");
    expect(started).toEqual([monitor.viewId]);
    expect(firstFrames).toEqual([400]);
    expect(monitor.viewId).toMatch(idPattern("view"));
  });

  it("hands over what it knows when the page is hidden, as that may be the last moment", async () => {
    const { monitor, atExit, play } = setUp();
    await play(100);
    await vi.advanceTimersByTimeAsync(5_000);
    monitor.signal({ type: "hidden" });
    expect(atExit).toMatchObject([{ state: "playing", measures: { playing_time_ms: 5_020 } }]);
  });

  it("tells of a failure at once, although nobody had asked to play", async () => {
    const { monitor, beacons, atExit } = setUp();
    const error = { code: "not_found", message: "gone", business_exception: false };
    monitor.signal({ type: "error", error });
    await vi.advanceTimersByTimeAsync(0);
    expect(beacons).toMatchObject([{ state: "failed", error }]);
    monitor.stop();
    expect(atExit.at(-1)).toMatchObject({ state: "failed", error });
  });

  it("begins another view with another source, and settles the one before", async () => {
    const { monitor, beacons, atExit, started, play } = setUp();
    await play(100);
    const first = monitor.viewId;
    monitor.signal({ type: "source_changed" });
    expect(atExit).toMatchObject([{ view_id: first, state: "left" }]);
    await play(200);
    expect(monitor.viewId).not.toBe(first);
    expect(started).toEqual([first, monitor.viewId]);
    expect(beacons.at(-1)).toMatchObject({
      view_id: monitor.viewId,
      sequence: 2,
      measures: { startup_time_ms: 200 },
    });
  });

  it("goes on under a refreshed token", async () => {
    const { monitor, beacons, play } = setUp();
    await play(100);
    monitor.describe({ grant: "token-2", dimensions });
    monitor.signal({ type: "pause" });
    await vi.advanceTimersByTimeAsync(0);
    expect(beacons.at(-1)).toMatchObject({ grant: "token-2", sequence: 3, state: "paused" });
  });
});
