import type { Allowance } from "../domain/budget.ts";

/** What pages of other origins need leave to read. */
export const rateLimitHeaders = ["RateLimit", "RateLimit-Policy", "Retry-After"];

/**
 * `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-11). The effective window `t` is the time over which the
 * budget's own pace brings as many requests as remain, so that a client that spreads them over it never meets a refusal (section
 * 8.5); where none remain it is the time until one does, as `Retry-After` is.
 */
export function rateLimitFields({ budget, limit, remaining, waitS }: Allowance): [string, string][] {
  const window = remaining === 0 ? waitS : Math.ceil((remaining * limit.windowS) / limit.quota);
  return [
    ["RateLimit-Policy", `"${budget}";q=${limit.quota};w=${limit.windowS}`],
    ["RateLimit", `"${budget}";r=${remaining};t=${window}`],
  ];
}
