/** What a key's requests count against: budgets are apart, so that spending one leaves the others as they are. */
export const keyBudgets = ["read", "write", "create", "sign"] as const;
export type KeyBudget = (typeof keyBudgets)[number];

/**
 * Besides those of keys: `page` for callers without a key, `failure` for callers whose key or token is not one; both by
 * network address.
 */
export const budgets = [...keyBudgets, "page", "failure"] as const;
export type Budget = (typeof budgets)[number];

/** So many requests at once, and as many again spread over each such time. */
export interface RateLimit {
  /** 1 to 1 000 000. */
  readonly quota: number;
  /** Whole seconds, 1 to 86 400. */
  readonly windowS: number;
}
export type RateLimits = Readonly<Record<Budget, RateLimit>>;

/** What became of one request's claim on a budget, and what is left. */
export interface Allowance {
  readonly budget: Budget;
  readonly limit: RateLimit;
  readonly isAdmitted: boolean;
  /** Requests that could be made now. */
  readonly remaining: number;
  /** Whole seconds until at least one request can be made; 0 where one can be made now. */
  readonly waitS: number;
}
