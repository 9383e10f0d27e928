import { DurableObject } from "cloudflare:workers";
import { compose } from "../compose.ts";
import type { KeyBudget, RateLimit } from "../domain/budget.ts";
import { keyFault } from "../domain/key-fault.ts";
import type { ApiKeyRecord, KeyAdmission, Services } from "../domain/ports.ts";
import { type Bucket, spendToken } from "../domain/spend-token.ts";

/** The database is asked again after this long, should a change not have been told; in ms. */
const knownFor = 5_000;
/** Uses are written this long after the first of them, in ms. The platform may drop an idle object from memory after ten seconds. */
const writeDelay = 3_000;

interface Known {
  readonly key: ApiKeyRecord | null;
  readonly readAt: number;
}

interface Uses {
  readonly id: string;
  readonly count: number;
  readonly lastUsedAt: number;
}

/**
 * Watches over one key, under the hash of its secret: knows the key, keeps its budgets, counts its uses. All of that in memory,
 * since every request comes by here; a process that dies loses the uses of the last seconds.
 */
export class KeyGuard extends DurableObject<Env> {
  readonly #services: Services;
  readonly #buckets: Map<KeyBudget, Bucket>;
  #known: Known | null = null;
  #reading: Promise<ApiKeyRecord | null> | null = null;
  #uses: Uses | null = null;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#services = compose(env);
    this.#buckets = new Map(state.storage.kv.get<[KeyBudget, Bucket][]>("buckets"));
  }

  /** Finds the key and, where it is good, takes one request from its budget. */
  async admit(secretHash: string, budget: KeyBudget, limit: RateLimit): Promise<KeyAdmission> {
    const key = await this.#find(secretHash);
    const now = this.#services.clock();
    if (key === null || keyFault(key, now) !== null) return { key, allowance: null };
    const { bucket, allowance } = spendToken(this.#buckets.get(budget) ?? null, { budget, limit, now });
    this.#buckets.set(budget, bucket);
    if (allowance.isAdmitted) this.#count(key.id, now);
    return { key, allowance };
  }

  /** What was known of the key counts no more, nor does what is just being read. */
  forget(): void {
    this.#known = null;
    this.#reading = null;
  }

  /** Writes what was counted, later where the database does not take it. */
  override async alarm(): Promise<void> {
    this.ctx.storage.kv.put("buckets", [...this.#buckets]);
    const uses = this.#uses;
    if (uses === null) return;
    this.#uses = null;
    try {
      await this.#services.apiKeys.recordUses(uses.id, uses);
    } catch (error) {
      this.#services.log("warn", "a key's uses were not written", { key_id: uses.id, error: String(error) });
      this.#countAgain(uses);
      await this.ctx.storage.setAlarm(Date.now() + writeDelay);
    }
  }

  async #find(secretHash: string): Promise<ApiKeyRecord | null> {
    const now = this.#services.clock();
    if (this.#known !== null && Math.abs(now - this.#known.readAt) < knownFor) return this.#known.key;
    // Requests that come meanwhile share the answer.
    const reading = this.#reading ?? this.#services.apiKeys.findByHash(secretHash);
    this.#reading = reading;
    try {
      const key = await reading;
      if (this.#reading === reading) this.#known = { key, readAt: now };
      return key;
    } finally {
      if (this.#reading === reading) this.#reading = null;
    }
  }

  #count(id: string, now: number): void {
    if (this.#uses === null) void this.ctx.storage.setAlarm(Date.now() + writeDelay);
    this.#uses = { id, count: (this.#uses?.count ?? 0) + 1, lastUsedAt: now };
  }

  #countAgain({ id, count, lastUsedAt }: Uses): void {
    const { count: since = 0, lastUsedAt: latest = lastUsedAt } = this.#uses ?? {};
    this.#uses = { id, count: count + since, lastUsedAt: latest };
  }
}
