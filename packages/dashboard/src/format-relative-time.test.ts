import { expect, it } from "vitest";
import { formatRelativeTime } from "./format-relative-time.ts";

it.each([
  [-5, "now"],
  [0.9, "now"],
  [3.2, "3 s ago"],
  [59.9, "59 s ago"],
  [60, "1 min ago"],
  [3599, "59 min ago"],
  [7200, "2 h ago"],
  [47 * 3600, "47 h ago"],
  [4.5 * 86_400, "4 d ago"],
])("%d s is %s", (seconds, text) => {
  expect(formatRelativeTime(1_000_000_000, 1_000_000_000 + seconds * 1000)).toBe(text);
});
