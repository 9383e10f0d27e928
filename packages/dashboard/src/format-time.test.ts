import { expect, it } from "vitest";
import { formatFullTime, formatTime } from "./format-time.ts";

const now = Date.parse("2025-11-24T14:05:00.000Z");

it("says no more than is needed to tell the moment", () => {
  expect(formatTime("2025-11-24T00:03:22.123Z", now, "UTC")).toBe("00:03:22");
  expect(formatTime("2025-11-23T23:59:59.000Z", now, "UTC")).toBe("23 Nov, 23:59");
  expect(formatTime("2024-11-24T14:05:00.000Z", now, "UTC")).toBe("24 Nov 2024");
});

it("goes by the reader's day", () => {
  expect(formatTime("2025-11-23T23:30:00.000Z", now, "Europe/Berlin")).toBe("00:30:00");
});

it("can be exact", () => {
  expect(formatFullTime("2025-11-24T14:03:22.123Z", "UTC")).toBe("24 Nov 2025, 14:03:22 UTC");
});
