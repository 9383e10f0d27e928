import type { Event, WebhookEndpoint } from "@firstframe/contract";
import { findLastSequence } from "../../listen/find-last-sequence.ts";
import { type Check, type CheckContext, fail, pass, skipped } from "../check.ts";
import { some } from "../some.ts";

/** How many are compared each way. */
const compared = 10;
/** Younger events may still be on their way, in ms. */
const settledMs = 60_000;

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
    const expected = (await lastEvents(context)).filter((event) =>
      endpoints.some((endpoint) => isFor(event, endpoint)),
    );
    for (const { id, type } of expected.slice(-compared)) {
      const { data } = await api.webhookDeliveries.list({ event_id: id, limit: 1 }).page();
      if (data.length === 0) faults.push(`${id} (${type}) is in GET /v1/events, and was never delivered`);
    }
    if (faults.length > 0) {
      return fail(
        some(faults),
        "See that the Worker's cron trigger and queues run; then firstframe webhooks replay whe_… --since …",
      );
    }
    return pass(`${deliveries.length} deliveries and ${Math.min(compared, expected.length)} events agree`);
  },
};

async function lastEvents({ api, now }: CheckContext): Promise<readonly Event[]> {
  const last = await findLastSequence(api.events);
  const { data } = await api.events.list({ after: Math.max(0, last - 100), limit: 100 }).page();
  return data.filter(({ created_at }) => now() - Date.parse(created_at) > settledMs);
}

/** Whether an endpoint should have got an event. A test goes to one endpoint alone. */
function isFor({ type, created_at }: Event, { events, created_at: since }: WebhookEndpoint): boolean {
  if (type === "webhook.test" || Date.parse(created_at) <= Date.parse(since)) return false;
  return (
    events === null || events.some((pattern) => pattern === type || pattern === `${type.split(".")[0]}.*`)
  );
}
