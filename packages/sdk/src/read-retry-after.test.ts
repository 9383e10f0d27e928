import { expect, it } from "vitest";
import { readRetryAfter } from "./read-retry-after.ts";

const now = Date.parse("2026-03-01T12:00:00Z");

it.each([
  ["0", 0],
  ["120", 120_000],
  ["Sun, 01 Mar 2026 12:00:30 GMT", 30_000],
  ["Sun, 01 Mar 2026 11:00:00 GMT", 0],
  ["soon", null],
  ["", null],
  [null, null],
])("%j means %j ms", (header, expected) => {
  expect(readRetryAfter(header, now)).toBe(expected);
});
