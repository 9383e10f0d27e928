import { expect, it } from "vitest";
import { formatRange } from "./format-range.ts";

it.each([
  [null, "all"],
  [{ start_ms: 0, end_ms: 90_400 }, "0:00–1:30"],
  [{ start_ms: 90_400, end_ms: null }, "1:30–end"],
  [{ start_ms: 3_600_000, end_ms: 3_725_000 }, "1:00:00–1:02:05"],
])("%j is %s", (range, text) => {
  expect(formatRange(range)).toBe(text);
});
