import { waitUntil } from "cloudflare:workers";
import type { Change } from "../domain/change.ts";
import type { ChangeLog, Clock, Log } from "../domain/ports.ts";
import { dispatcherOf, type WebhookObjects } from "./durable-webhook-dispatch.ts";

/** Events of this time are dispatched together, in ms: many requests wake the dispatcher once. */
const gather = 25;
/** A poke that was not seen to end by then was given up with its request, in ms. */
const longestPoke = 10_000;
/** While nobody listens, the dispatcher is asked whether anybody does once in this time, in ms. */
const silence = 1_000;

/** What an isolate knows of its pokes. Times in ms since the epoch. */
interface Pokes {
  /** One is on its way, as far as is known. */
  busyUntil: number;
  /** What was written since then needs another. */
  isStale: boolean;
  /** Nobody listens, as far as is known. */
  silentUntil: number;
}

/** By the binding, which is the isolate's. */
const pokesOf = new WeakMap<object, Pokes>();

/** Changes that write no event. */
const quiet = new Set<Change["kind"]>(["update_task", "advance_job", "purge", "keep", "audit"]);
/** After these somebody may listen who did not, or is sent what is no news. */
const urgent = new Set<Change["kind"]>([
  ...(["create_webhook_endpoint", "enable_webhook_endpoint", "test_webhook_endpoint"] as const),
  ...(["update_webhook_endpoint", "replay_webhooks", "replay_webhook_delivery"] as const),
]);

/**
 * Wakes the dispatcher after every commit that wrote events. Nobody waits for it, and nothing depends on it: what a poke did not
 * come to is found by the next one, or by the reconciler.
 */
export function pokingChangeLog(
  changes: ChangeLog,
  { objects, clock, log }: { readonly objects: WebhookObjects; readonly clock: Clock; readonly log: Log },
): ChangeLog {
  const poke = async (pokes: Pokes, isUrgent: boolean) => {
    try {
      do {
        await scheduler.wait(isUrgent ? gather : Math.max(gather, pokes.silentUntil - clock()));
        pokes.isStale = false;
        const outcome = await dispatcherOf(objects).poke();
        pokes.silentUntil = outcome === "unheard" ? clock() + silence : 0;
      } while (pokes.isStale);
    } catch (error) {
      log("warn", "the webhook dispatcher was not woken; the reconciler will", { error: String(error) });
    } finally {
      pokes.busyUntil = 0;
    }
  };
  return {
    async commit(list, options) {
      await changes.commit(list, options);
      if (list.every(({ kind }) => quiet.has(kind))) return;
      const pokes = pokesOf.get(objects.dispatcher) ?? { busyUntil: 0, isStale: false, silentUntil: 0 };
      pokesOf.set(objects.dispatcher, pokes);
      const isUrgent = list.some(({ kind }) => urgent.has(kind));
      if (clock() < pokes.busyUntil && !isUrgent) {
        pokes.isStale = true;
        return;
      }
      pokes.busyUntil = clock() + longestPoke;
      waitUntil(poke(pokes, isUrgent));
    },
  };
}
