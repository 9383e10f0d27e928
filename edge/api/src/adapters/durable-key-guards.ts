import type { RateLimits } from "../domain/budget.ts";
import type { ApiKeyRecords, KeyGuards, Log } from "../domain/ports.ts";
import type { KeyGuard } from "./key-guard.ts";

interface Dependencies {
  readonly limits: RateLimits;
  readonly records: ApiKeyRecords;
  readonly log: Log;
}

/**
 * One Durable Object per key, named by the hash of its secret. Where an object cannot be reached the key is read from the
 * database, and not limited: calls go on.
 */
export function durableKeyGuards(
  namespace: DurableObjectNamespace<KeyGuard>,
  { limits, records, log }: Dependencies,
): KeyGuards {
  return {
    async admit(secretHash, budget) {
      try {
        return await namespace.getByName(secretHash).admit(secretHash, budget, limits[budget]);
      } catch (error) {
        log("warn", "a key's guard did not answer", { error: String(error) });
        return { key: await records.findByHash(secretHash), allowance: null };
      }
    },
    async forget(secretHash) {
      try {
        await namespace.getByName(secretHash).forget();
      } catch (error) {
        // An object that fails is begun anew and reads the database; one that lives on does within seconds.
        log("warn", "a key's guard could not be told of a change", { error: String(error) });
      }
    },
  };
}
