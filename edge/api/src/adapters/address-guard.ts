import { DurableObject } from "cloudflare:workers";
import type { Allowance, Budget, RateLimit } from "../domain/budget.ts";
import { type Bucket, fullAt, spendToken } from "../domain/spend-token.ts";

/** Time until a budget that runs low is kept, in ms: sooner than the platform drops an idle object from memory. */
const keepDelay = 3_000;

/**
 * Watches over the callers of one network address who have no key. Only of those whose budgets run low anything is kept, until
 * their budgets are full again: no list of visitors comes of it.
 */
export class AddressGuard extends DurableObject<Env> {
  readonly #buckets: Map<Budget, Bucket>;
  #isAlarmSet = false;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#buckets = new Map(state.storage.kv.get<[Budget, Bucket][]>("buckets"));
  }

  /** Takes one request from the budget. */
  spend(budget: Budget, limit: RateLimit): Allowance {
    const kept = this.#buckets.get(budget) ?? null;
    const { bucket, allowance } = spendToken(kept, { budget, limit, now: Date.now() });
    this.#buckets.set(budget, bucket);
    if (allowance.remaining * 2 < limit.quota && !this.#isAlarmSet) {
      this.#isAlarmSet = true;
      void this.ctx.storage.setAlarm(Date.now() + keepDelay);
    }
    return allowance;
  }

  override async alarm(): Promise<void> {
    this.#isAlarmSet = false;
    const full = Math.max(0, ...[...this.#buckets.values()].map(fullAt));
    if (full <= Date.now()) {
      this.#buckets.clear();
      await this.ctx.storage.deleteAll();
      return;
    }
    this.ctx.storage.kv.put("buckets", [...this.#buckets]);
    await this.ctx.storage.setAlarm(full);
  }
}
