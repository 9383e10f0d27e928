import type { Allowance, Budget, RateLimit } from "./budget.ts";

/**
 * A token bucket. Its level is in units of which a request costs `windowS · 1000`, and of which `quota` come back each
 * millisecond: with whole milliseconds all of it is whole numbers, and nothing is lost or gained by rounding.
 */
export interface Bucket {
  readonly level: number;
  /** When it had that level, in ms since the epoch. */
  readonly at: number;
  /** What it was filled for: under another limit it begins anew. */
  readonly limit: RateLimit;
}

/**
 * Takes one request from a bucket, if it holds one.
 *
 * @param bucket null for one that nobody used yet, which is full
 * @param now in ms since the epoch; a time before the bucket's own counts as that
 */
export function spendToken(
  bucket: Bucket | null,
  { budget, limit, now }: { readonly budget: Budget; readonly limit: RateLimit; readonly now: number },
): { bucket: Bucket; allowance: Allowance } {
  const cost = costOf(limit);
  const { level, at } = refilled(bucket, limit, now);
  const isAdmitted = level >= cost;
  const left = isAdmitted ? level - cost : level;
  const waitMs = left >= cost ? 0 : Math.ceil((cost - left) / limit.quota);
  return {
    bucket: { level: left, at, limit },
    allowance: {
      ...{ budget, limit, isAdmitted },
      remaining: Math.floor(left / cost),
      waitS: Math.ceil(waitMs / 1000),
    },
  };
}

/** When the bucket will be full if nobody takes from it, in ms since the epoch. */
export function fullAt({ level, at, limit }: Bucket): number {
  return at + Math.ceil((limit.quota * costOf(limit) - level) / limit.quota);
}

function refilled(bucket: Bucket | null, limit: RateLimit, now: number): { level: number; at: number } {
  const full = limit.quota * costOf(limit);
  if (bucket?.limit.quota !== limit.quota || bucket.limit.windowS !== limit.windowS) {
    return { level: full, at: now };
  }
  const at = Math.max(bucket.at, now);
  return { level: Math.min(full, bucket.level + (at - bucket.at) * limit.quota), at };
}

function costOf({ windowS }: RateLimit): number {
  return windowS * 1000;
}
