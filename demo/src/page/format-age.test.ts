import { expect, it } from "vitest";
import { formatAge } from "./format-age.ts";

it.each([
  ["2026-03-01T11:59:30.000Z", "just now"],
  ["2026-03-01T12:00:05.000Z", "just now"],
  ["2026-03-01T11:58:59.000Z", "1 minute ago"],
  ["2026-03-01T09:00:00.000Z", "3 hours ago"],
  ["2026-02-28T12:00:00.000Z", "yesterday"],
  ["2026-02-19T12:00:00.000Z", "10 days ago"],
])("%s was %s", (time, text) => {
  expect(formatAge(time, Date.parse("2026-03-01T12:00:00.000Z"))).toBe(text);
});
