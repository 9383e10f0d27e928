import { waitUntil } from "cloudflare:workers";
import type { Change } from "../domain/change.ts";
import type { ChangeLog, Clock, Log } from "../domain/ports.ts";
import { dispatcherOf, type WebhookObjects } from "./durable-webhook-dispatch.ts";

/** Events of this time are dispatched together, in ms: many requests wake the dispatcher once. */
const gather = 25;
/** A poke that was not seen to end by then was given up with its request, in ms. */
const longestPoke = 10_000;
/** For so long it is remembered that nobody listens, in ms. */
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

/** By the binding, which is the isolate's: services are made anew for each request. */
const pokesOf = new WeakMap<object, Pokes>();

/** Changes that write no event, and those after which somebody may listen who did not, or is sent what is no news. */
const quiet = new Set<Change["kind"]>(["update_task", "advance_job", "purge", "keep"]);
const loud = new Set<Change["kind"]>([
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
  const poke = async (pokes: Pokes) => {
    try {
      do {
        await scheduler.wait(gather);
        pokes.isStale = false;
        const isHeard = await dispatcherOf(objects).poke();
        if (!isHeard) pokes.silentUntil = clock() + silence;
      } while (pokes.isStale);
    } catch (error) {
      log("warn", "the webhook dispatcher was not woken; the reconciler will", { error: String(error) });
    } finally {
      pokes.busyUntil = 0;
    }
  };
  return {
    async commit(...[list, ...options]: Parameters<ChangeLog["commit"]>) {
      await changes.commit(list, ...options);
      const pokes = pokesOf.get(objects.dispatcher) ?? { busyUntil: 0, isStale: false, silentUntil: 0 };
      pokesOf.set(objects.dispatcher, pokes);
      const now = clock();
      const isLoud = list.some(({ kind }) => loud.has(kind));
      if (isLoud) pokes.silentUntil = 0;
      if (now < pokes.silentUntil || list.every(({ kind }) => quiet.has(kind))) return;
      if (now < pokes.busyUntil) {
        pokes.isStale = true;
        return;
      }
      pokes.busyUntil = now + longestPoke;
      waitUntil(poke(pokes));
    },
  };
}
