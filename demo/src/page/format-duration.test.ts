import { expect, it } from "vitest";
import { formatDuration } from "./format-duration.ts";

it.each([
  [0, "0:00"],
  [6_600, "0:07"],
  [59_700, "1:00"],
  [754_000, "12:34"],
  [3_723_000, "1:02:03"],
])("%i ms is %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
