import type { Event, WebhookEndpoint } from "@firstframe/contract";
import { findLastSequence } from "../../listen/find-last-sequence.ts";
import { type Check, type CheckContext, fail, pass, skipped } from "../check.ts";
import { sendingAdvice } from "../sending-advice.ts";
import { some } from "../some.ts";

/** How many are compared each way. */
const compared = 10;
/** Younger events may still be on their way, in ms. */
const settledMs = 60_000;
/** Deliveries of older events may have been removed: they are kept for 30 days, in ms. */
const keptMs = 29 * 24 * 3600 * 1000;

export const pollingAgrees: Check = {
  id: "polling_agrees",
  group: "Webhooks",
  title: "Polling tells the same events as the webhooks",
  why: "It is the way back after webhooks were missed, and has to lead to the same state.",
  async run(context) {
    const { api, sample } = context;
    const endpoints = (await sample.endpoints()).filter(({ state }) => state === "enabled");
    const deliveries = (await sample.deliveries()).slice(0, compared);
    if (endpoints.length === 0 || deliveries.length === 0) return skipped("Nothing was delivered yet.");
    const faults: string[] = [];
    for (const { event_id, event_sequence, event_type } of deliveries) {
      const { data } = await api.events.list({ after: event_sequence - 1, limit: 1 }).page();
      if (data[0]?.id !== event_id || data[0].type !== event_type)
        faults.push(
          `${event_id} (${event_type}) was delivered, and GET /v1/events does not have it as number ${event_sequence}`,
        );
    }
    const log = await lastEvents(context);
    const listening = endpoints.map((endpoint) => ({ ...endpoint, since: listensSince(endpoint, log) }));
    const expected = log.filter(
      (event) =>
        isComparable(event, context) &&
        listening.some((endpoint) => event.sequence > endpoint.since && isFor(event, endpoint)),
    );
    for (const { id, type } of expected.slice(-compared)) {
      const { data } = await api.webhookDeliveries.list({ event_id: id, limit: 1 }).page();
      if (data.length === 0) faults.push(`${id} (${type}) is in GET /v1/events, and was never delivered`);
    }
    if (faults.length > 0) {
      return fail(some(faults), `${sendingAdvice}; then firstframe webhooks replay whe_… --since …`);
    }
    return pass(`${deliveries.length} deliveries and ${Math.min(compared, expected.length)} events agree`);
  },
};

async function lastEvents({ api }: CheckContext): Promise<readonly Event[]> {
  const last = await findLastSequence(api.events);
  return (await api.events.list({ after: Math.max(0, last - 100), limit: 100 }).page()).data;
}

function isComparable({ created_at }: Event, { now }: CheckContext): boolean {
  const ageMs = now() - Date.parse(created_at);
  return ageMs > settledMs && ageMs < keptMs;
}

/**
 * The number of the last event by which an endpoint was enabled or got other filters; 0 where none of these did it. What it was to
 * get before cannot be told from what it is now.
 */
function listensSince({ id }: WebhookEndpoint, log: readonly Event[]): number {
  const change = log.findLast(({ type, data: { endpoint_id, changed } }) => {
    if (type !== "webhook_endpoint.updated" || endpoint_id !== id) return false;
    return !Array.isArray(changed) || changed.includes("state") || changed.includes("events");
  });
  return change?.sequence ?? 0;
}

/** Whether an endpoint should have got an event. A test goes to one endpoint alone. */
function isFor({ type, created_at }: Event, { events, created_at: since }: WebhookEndpoint): boolean {
  if (type === "webhook.test" || Date.parse(created_at) <= Date.parse(since)) return false;
  return (
    events === null || events.some((pattern) => pattern === type || pattern === `${type.split(".")[0]}.*`)
  );
}
