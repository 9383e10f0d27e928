import { type Budget, budgets, type RateLimit, type RateLimits } from "./budget.ts";

/** What counts for budgets that a configuration does not name. */
const usual: RateLimits = {
  read: { quota: 6000, windowS: 60 },
  write: { quota: 1200, windowS: 60 },
  create: { quota: 600, windowS: 60 },
  sign: { quota: 6000, windowS: 60 },
  page: { quota: 6000, windowS: 60 },
  failure: { quota: 600, windowS: 60 },
};

const highestQuota = 1_000_000;
const longestWindowS = 86_400;

/**
 * Reads limits such as `read=6000/60,create=600/60`: requests per seconds, by budget.
 *
 * @throws Error that says which part is not understood
 */
export function parseRateLimits(text: string): RateLimits {
  const named = new Map<Budget, RateLimit>();
  for (const part of text.split(",").map((part) => part.trim())) {
    if (part === "") continue;
    const [, name, quota, windowS] = /^(\w+)=(\d{1,7})\/(\d{1,5})$/.exec(part) ?? [];
    const budget = budgets.find((known) => known === name);
    const limit = { quota: Number(quota), windowS: Number(windowS) };
    if (budget === undefined || !isSensible(limit)) {
      throw new Error(
        `«${part}» is no rate limit. One is <budget>=<requests>/<seconds>, such as read=6000/60, with a budget of ` +
          `${budgets.join(", ")}, 1 to ${highestQuota} requests and 1 to ${longestWindowS} seconds`,
      );
    }
    if (named.has(budget)) throw new Error(`the budget ${budget} has two rate limits`);
    named.set(budget, limit);
  }
  return { ...usual, ...Object.fromEntries(named) };
}

function isSensible({ quota, windowS }: RateLimit): boolean {
  return quota >= 1 && quota <= highestQuota && windowS >= 1 && windowS <= longestWindowS;
}
