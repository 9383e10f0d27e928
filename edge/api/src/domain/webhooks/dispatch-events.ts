import type { Services } from "../ports.ts";

/** Events that become deliveries in one transaction. */
const eventsAtOnce = 200;

/**
 * Makes deliveries of the events that were written since the last time, each once for every endpoint that listens to it, and wakes
 * the endpoints that have something to send. Where it dies, it is taken up where the database says.
 *
 * @returns whether anybody listens at all
 */
export async function dispatchEvents(services: Services): Promise<boolean> {
  const { webhookOutbox, webhookDispatch, clock } = services;
  for (;;) {
    const { listeners, due, hasMore } = await webhookOutbox.fanOut(clock(), eventsAtOnce);
    await Promise.all(due.map((endpointId) => webhookDispatch.wake(endpointId)));
    if (!hasMore) return listeners > 0;
  }
}
