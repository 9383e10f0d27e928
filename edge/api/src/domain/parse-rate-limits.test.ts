import { describe, expect, it } from "vitest";
import { parseRateLimits } from "./parse-rate-limits.ts";

describe("parseRateLimits", () => {
  it("reads requests per seconds, by budget; what is not named has its usual limit", () => {
    const limits = parseRateLimits("read=10/1, create=5/3600");
    expect(limits.read).toEqual({ quota: 10, windowS: 1 });
    expect(limits.create).toEqual({ quota: 5, windowS: 3600 });
    expect(limits.sign).toEqual(parseRateLimits("").sign);
  });

  it.each([
    "read",
    "read=10",
    "read=0/60",
    "read=10/0",
    "read=-1/60",
    "reads=10/60",
    "read=1e3/60",
    "read=10/90000",
  ])("says what is wrong with %s", (text) => {
    expect(() => parseRateLimits(text)).toThrow(`«${text}» is no rate limit`);
  });

  it("refuses two limits for one budget", () => {
    expect(() => parseRateLimits("read=1/1,read=2/1")).toThrow("two rate limits");
  });
});
