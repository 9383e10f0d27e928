import { describe, expect, it } from "vitest";
import { type RetryPolicy, retry, retryDelay } from "./retry.ts";

function policy(waits: number[] = []): RetryPolicy {
  return {
    attempts: 4,
    baseMs: 100,
    maximumMs: 300,
    random: () => 0.5,
    sleep: async (ms) => {
      waits.push(ms);
    },
  };
}

const { signal } = new AbortController();

describe("retry", () => {
  it("waits longer after every failure, up to the limit", async () => {
    const waits: number[] = [];
    let calls = 0;
    const failing = retry(
      async () => {
        calls++;
        throw new Error(`failure ${calls}`);
      },
      () => true,
      policy(waits),
      signal,
    );
    await expect(failing).rejects.toThrow("failure 4");
    expect(waits).toEqual([50, 100, 150]);
  });

  it("gives the first success", async () => {
    let calls = 0;
    const result = await retry(
      async () => {
        calls++;
        if (calls < 3) throw new Error("not yet");
        return calls;
      },
      () => true,
      policy(),
      signal,
    );
    expect(result).toBe(3);
  });

  it("does not repeat what will never succeed", async () => {
    let calls = 0;
    const failing = retry(
      async () => {
        calls++;
        throw new Error("for good");
      },
      () => false,
      policy(),
      signal,
    );
    await expect(failing).rejects.toThrow("for good");
    expect(calls).toBe(1);
  });

  it("ends with the signal's reason once aborted", async () => {
    const abort = new AbortController();
    const failing = retry(
      async () => {
        abort.abort(new Error("stop"));
        throw new Error("unimportant");
      },
      () => true,
      policy(),
      abort.signal,
    );
    await expect(failing).rejects.toThrow("stop");
  });
});

describe("retryDelay", () => {
  it("is spread over the whole range", () => {
    expect(retryDelay(2, { baseMs: 100, maximumMs: 1000, random: () => 0 })).toBe(0);
    expect(retryDelay(2, { baseMs: 100, maximumMs: 1000, random: () => 0.999 })).toBeCloseTo(199.8);
  });
});
