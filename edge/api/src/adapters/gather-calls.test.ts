import { describe, expect, it } from "vitest";
import { gatherCalls } from "./gather-calls.ts";

/** Answers numbers by their doubles; negative ones are refused. Whoever waits does so until `go`. */
function doubling({ most = 100, patience = 20_000 } = {}) {
  const calls: number[][] = [];
  const kept: Promise<unknown>[] = [];
  const waiting: (() => void)[] = [];
  let now = 0;
  const double = gatherCalls<number, number>({
    async call(items) {
      calls.push([...items]);
      return items.map((item) =>
        item < 0
          ? { status: "rejected", reason: new Error(`${item} is negative`) }
          : { status: "fulfilled", value: item * 2 },
      );
    },
    ...{ delay: 2, most, patience },
    wait: () => new Promise<void>((resolve) => void waiting.push(resolve)),
    keepAlive: (work) => void kept.push(work),
    clock: () => now,
  });
  return {
    ...{ double, calls, kept },
    go: () => {
      for (const resolve of waiting.splice(0)) resolve();
    },
    die: () => {
      waiting.length = 0;
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe("gathered calls", () => {
  it("are made at once for who comes alone", async () => {
    const { double, calls, pass } = doubling();
    expect(await double(1)).toBe(2);
    pass(100);
    expect(await double(2)).toBe(4);
    expect(calls).toEqual([[1], [2]]);
  });

  it("are one for all who come while the first of them waits, each with its own answer", async () => {
    const { double, calls, kept, go } = doubling();
    await double(0);
    const answers = Promise.allSettled([double(1), double(-2), double(3)]);
    expect(kept).toHaveLength(1);
    go();
    expect(await answers).toEqual([
      { status: "fulfilled", value: 2 },
      { status: "rejected", reason: new Error("-2 is negative") },
      { status: "fulfilled", value: 6 },
    ]);
    const later = double(4);
    go();
    expect(await later).toBe(8);
    expect(calls).toEqual([[0], [1, -2, 3], [4]]);
  });

  it("have at most so many items", async () => {
    const { double, calls, go } = doubling({ most: 3 });
    await double(0);
    const answers = Promise.all([1, 2, 3, 4, 5, 6, 7].map(double));
    go();
    expect(await answers).toEqual([2, 4, 6, 8, 10, 12, 14]);
    expect(calls).toEqual([[0], [1, 2, 3], [4, 5, 6], [7]]);
  });

  it("end with an error for those whose caller has died; who comes later has another", async () => {
    const { double, calls, die, go, pass } = doubling({ patience: 10 });
    await double(0);
    void double(1);
    die();
    await expect(double(2)).rejects.toThrow("did not come to an end");
    pass(99);
    await expect(double(3)).rejects.toThrow("did not come to an end");
    pass(1);
    const later = Promise.all([double(4), double(5)]);
    go();
    expect(await later).toEqual([8, 10]);
    expect(calls).toEqual([[0], [4, 5]]);
  });
});
