import { describe, expect, it } from "vitest";
import { retryDelay, shouldRetry } from "./retry-policy.ts";

describe("shouldRetry", () => {
  it("never repeats a POST without an idempotency key", () => {
    expect(shouldRetry({ retryable: true }, "POST", undefined)).toBe(false);
    expect(shouldRetry({ retryable: true, status: 503 }, "POST", undefined)).toBe(false);
    expect(shouldRetry({ retryable: true, status: 503 }, "POST", "key")).toBe(true);
  });
});

describe("retryDelay", () => {
  it("grows, is spread over the whole range, and is bounded", () => {
    expect(retryDelay(0, null, 0)).toBe(0);
    expect(retryDelay(0, null, 1)).toBe(250);
    expect(retryDelay(3, null, 1)).toBe(2_000);
    expect(retryDelay(50, null, 1)).toBe(8_000);
  });

  it("is never shorter than the server asked for", () => {
    expect(retryDelay(0, 5_000, 0)).toBe(5_000);
    expect(retryDelay(0, 5_000, 1)).toBe(5_250);
  });
});
