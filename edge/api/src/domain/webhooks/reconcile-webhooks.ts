import type { Services } from "../ports.ts";
import { repair } from "../repair.ts";

/** What is to be done at once and was not for as long was forgotten, in ms. */
const forgottenAfter = 60_000;
/** Deliveries that are over are told for so long, in ms. */
const keptFor = 30 * 24 * 3600_000;
const batch = 100;
const pruned = 5_000;

/** Finds events that were not dispatched, deliveries that nobody sends, and those whose endpoint is gone; removes what is old. */
export async function reconcileWebhooks(services: Services): Promise<void> {
  const { webhookOutbox, webhookDispatch, clock } = services;
  const now = clock();
  const event = await webhookOutbox.findUndispatched(now - forgottenAfter);
  if (event !== null) {
    await repair(services, "events that were not dispatched", event, async ({ changes }) => {
      await webhookDispatch.dispatch();
      await changes.commit([]);
    });
  }
  for (const endpoint of await webhookOutbox.findOverdue(now - forgottenAfter, batch)) {
    await repair(services, "deliveries that nobody sent", endpoint, async ({ changes }) => {
      // One that has more to send than it takes in that time is not forgotten.
      if (await webhookDispatch.wake(endpoint.id)) await changes.commit([]);
    });
  }
  for (const endpoint of await webhookOutbox.findAbandoned(batch)) {
    await repair(services, "deliveries without an endpoint", endpoint, ({ changes }) =>
      changes.commit([{ kind: "cancel_webhook_deliveries", endpointId: endpoint.id }]),
    );
  }
  await webhookOutbox.prune(now - keptFor, now, pruned);
}
