import { describe, expect, it } from "vitest";
import { elapsedMs, formatAgo, formatTimestamp } from "./format-time.ts";

describe("formatAgo", () => {
  it.each([
    [-5000, "now"],
    [400, "now"],
    [3000, "3 s ago"],
    [59_700, "1 min ago"],
    [125_000, "2 min ago"],
    [5 * 3_600_000, "5 h ago"],
    [72 * 3_600_000, "3 d ago"],
  ])("shows an age of %d ms as %s", (age, shown) => {
    expect(formatAgo(1_000_000_000_000 - age, 1_000_000_000_000)).toBe(shown);
  });
});

describe("formatTimestamp", () => {
  it("is in the reader's time zone", () => {
    const local = new Date(2026, 10, 4, 2, 39, 7, 45);
    expect(formatTimestamp(local.toISOString())).toBe("2026-11-04 02:39:07");
    expect(formatTimestamp(local.toISOString(), true)).toBe("2026-11-04 02:39:07.045");
  });
});

describe("elapsedMs", () => {
  it("needs both ends", () => {
    expect(elapsedMs("2026-11-24T02:00:00.000Z", "2026-11-24T02:00:06.400Z")).toBe(6400);
    expect(elapsedMs("2026-11-24T02:00:00.000Z", null)).toBeNull();
    expect(elapsedMs(null, "2026-11-24T02:00:00.000Z")).toBeNull();
  });
});
