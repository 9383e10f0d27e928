import type { RateLimits } from "../domain/budget.ts";
import type { AddressGuards, Log } from "../domain/ports.ts";
import type { AddressGuard } from "./address-guard.ts";

/** One Durable Object per network. Where it cannot be reached nobody is limited: calls go on. */
export function durableAddressGuards(
  namespace: DurableObjectNamespace<AddressGuard>,
  { limits, log }: { readonly limits: RateLimits; readonly log: Log },
): AddressGuards {
  return {
    async spend(network, budget) {
      try {
        return await namespace.getByName(network).spend(budget, limits[budget]);
      } catch (error) {
        log("warn", "an address's guard did not answer", { error: String(error) });
        return null;
      }
    },
  };
}
