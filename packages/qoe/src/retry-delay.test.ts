import { expect, it } from "vitest";
import { retryDelay } from "./retry-delay.ts";

it("doubles up to a minute, half of it at random", () => {
  expect([1, 2, 3, 6, 7, 50].map((failures) => retryDelay(failures, 1))).toEqual([
    1000, 2000, 4000, 32_000, 60_000, 60_000,
  ]);
  expect(retryDelay(3, 0)).toBe(2000);
});
