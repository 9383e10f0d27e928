import { expect, it } from "vitest";
import { readRateLimit } from "./read-rate-limit.ts";

it("reads budgets with their policies", () => {
  const headers = new Headers({
    "ratelimit-policy": '"burst";q=20;w=1, "daily";q=10000;w=86400',
    ratelimit: '"burst";r=19;t=1, "daily";r=9000',
  });
  expect(readRateLimit(headers)).toEqual([
    { name: "burst", remaining: 19, quota: 20, windowS: 1 },
    { name: "daily", remaining: 9000, quota: 10_000, windowS: 86_400 },
  ]);
});

it("reads none where there is none, or none that says how much is left", () => {
  expect(readRateLimit(new Headers())).toEqual([]);
  expect(readRateLimit(new Headers({ ratelimit: '"burst";t=1' }))).toEqual([]);
  expect(readRateLimit(new Headers({ ratelimit: '"burst";r=3' }))[0]?.quota).toBeNull();
});
