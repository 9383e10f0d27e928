import type { WebhookDelivery } from "@firstframe/contract";
import type { Firstframe } from "@firstframe/sdk";
import type { Surroundings } from "../surroundings.ts";

const lookEveryMs = 500;

/**
 * Has a `webhook.test` event sent to an endpoint, and waits until it was tried.
 *
 * @param patienceS seconds
 * @returns the delivery after its first attempt; as it is when time runs out
 */
export async function awaitTestDelivery(
  api: Pick<Firstframe, "webhookEndpoints" | "webhookDeliveries">,
  endpointId: string,
  patienceS: number,
  { now, sleep, signal }: Pick<Surroundings, "now" | "sleep" | "signal">,
): Promise<WebhookDelivery> {
  let delivery = await api.webhookEndpoints.test(endpointId);
  const until = now() + patienceS * 1000;
  while (delivery.state === "pending" && delivery.attempts.length === 0 && now() < until) {
    await sleep(lookEveryMs, signal);
    delivery = await api.webhookDeliveries.retrieve(delivery.id);
  }
  return delivery;
}
