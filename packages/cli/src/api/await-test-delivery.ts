import type { WebhookDelivery } from "@firstframe/contract";
import type { Surroundings } from "../surroundings.ts";
import type { Api } from "./api.ts";

const lookEveryMs = 500;

/**
 * Has a `webhook.test` event sent to an endpoint, and waits until it was tried.
 *
 * @param patienceS seconds
 * @returns the delivery after its first attempt; as it is when time runs out; null where none was made
 */
export async function awaitTestDelivery(
  api: Pick<Api, "webhookEndpoints" | "webhookDeliveries">,
  endpointId: string,
  patienceS: number,
  { now, sleep, signal }: Pick<Surroundings, "now" | "sleep" | "signal">,
): Promise<WebhookDelivery | null> {
  const isTest = ({ event_type }: WebhookDelivery) => event_type === "webhook.test";
  const list = async () =>
    (await api.webhookDeliveries.list({ endpoint_id: endpointId, limit: 20 }).page()).data.filter(isTest);
  const before = new Set((await list()).map(({ id }) => id));
  await api.webhookEndpoints.test(endpointId);
  const until = now() + patienceS * 1000;
  for (;;) {
    const delivery = (await list()).find(({ id }) => !before.has(id));
    if (delivery !== undefined && (delivery.attempts.length > 0 || delivery.state !== "pending"))
      return delivery;
    if (now() >= until) return delivery ?? null;
    await sleep(lookEveryMs, signal);
  }
}
