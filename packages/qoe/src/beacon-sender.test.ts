import type { Beacon } from "@firstframe/contract";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeBeacon } from "./beacon.ts";
import { createBeaconSender } from "./beacon-sender.ts";
import type { Delivery } from "./beacon-transport.ts";
import { browserTimers } from "./dom/browser-timers.ts";
import { newView } from "./view.ts";

const facts = {
  viewId: "viw_1",
  grant: "pbk_1",
  startedAt: "2026-01-01T00:00:00.000Z",
  dimensions: { player_version: "1" },
};

function setUp({ running = true }: { running?: boolean } = {}) {
  const sent: number[] = [];
  const atExit: number[] = [];
  const answers: Delivery[] = [];
  const state = { running };
  const sequenceOf = (body: string) => (JSON.parse(body) as Beacon).sequence;
  const sender = createBeaconSender({
    snapshot: (sequence) => makeBeacon(newView(0), 0, { ...facts, sequence }),
    running: () => state.running,
    transport: {
      send: async (body) => {
        sent.push(sequenceOf(body));
        return answers.shift() ?? "delivered";
      },
      sendAtExit: (body) => {
        atExit.push(sequenceOf(body));
        return true;
      },
    },
    timers: browserTimers,
    random: () => 1,
  });
  return { sender, sent, atExit, answers, state };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a beacon sender", () => {
  it("sends every ten seconds while the view runs, and not after", async () => {
    const { sender, sent, state } = setUp();
    sender.send();
    await vi.advanceTimersByTimeAsync(25_000);
    expect(sent).toEqual([1, 2, 3]);
    state.running = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toEqual([1, 2, 3, 4]);
  });

  it("follows a failed beacon by a newer one, later each time, and gives up while nothing changes", async () => {
    const { sender, sent, answers } = setUp({ running: false });
    answers.push(...Array<Delivery>(20).fill("failed"));
    sender.send();
    await vi.advanceTimersByTimeAsync(999);
    expect(sent).toEqual([1]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual([1, 2]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(sent).toEqual([1, 2, 3]);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(sent).toEqual([1, 2, 3, 4, 5, 6, 7]);
    answers.length = 0;
    sender.send();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(sent).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("does not repeat what was refused, but goes on with the view", async () => {
    const { sender, sent, answers } = setUp();
    answers.push("refused");
    sender.send();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(sent).toEqual([1]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual([1, 2]);
  });

  it("has one beacon under way at a time, and sends what changed meanwhile after it", async () => {
    const { sender, sent } = setUp({ running: false });
    sender.send();
    sender.send();
    sender.send();
    expect(sent).toEqual([1]);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual([1, 2]);
  });

  it("sends at the exit at once, even while another is under way", () => {
    const { sender, sent, atExit } = setUp();
    sender.send();
    sender.sendAtExit();
    expect([sent, atExit]).toEqual([[1], [2]]);
  });

  it("is silent once stopped", async () => {
    const { sender, sent, answers } = setUp();
    answers.push("failed");
    sender.send();
    await vi.advanceTimersByTimeAsync(0);
    sender.stop();
    sender.send();
    await vi.advanceTimersByTimeAsync(100_000);
    expect(sent).toEqual([1]);
  });
});
