import type { ReplayResult, ReplayWebhooks } from "@firstframe/contract";
import { ApiError, notFound } from "../api-error.ts";
import type { Services } from "../ports.ts";
import { StaleStateError } from "../stale-state-error.ts";
import type { EndpointRecord } from "./endpoint-record.ts";
import { needsEnabled } from "./find-webhook-endpoint.ts";
import type { ReplayRange } from "./webhook-change.ts";

/** Events that one call sends again at most. */
const mostEvents = 10_000;

/**
 * Sends events to an endpoint again: those that it listens to, of its environment.
 *
 * @throws ApiError `not_found` for an event that there is not; `invalid_request` for more than one call sends; `conflict` where the
 *   endpoint is disabled
 */
export async function replayWebhooks(
  services: Services,
  endpoint: EndpointRecord,
  wanted: ReplayWebhooks,
): Promise<ReplayResult> {
  const range = await rangeOf(services, endpoint, wanted);
  const deliveries = await services.webhooks.countReplay(endpoint.id, range, mostEvents + 1);
  if (deliveries > mostEvents) {
    const advice = "Send them in several calls, by from_sequence and to_sequence.";
    throw new ApiError("invalid_request", `These are more than ${mostEvents} events. ${advice}`);
  }
  try {
    await services.changes.commit([{ kind: "replay_webhooks", endpointId: endpoint.id, range }]);
  } catch (error) {
    if (error instanceof StaleStateError) throw needsEnabled("nothing is sent to it");
    throw error;
  }
  return { deliveries };
}

async function rangeOf(
  { webhooks }: Services,
  { environment }: EndpointRecord,
  { event_id, from_sequence, to_sequence, since }: ReplayWebhooks,
): Promise<ReplayRange> {
  if (event_id !== undefined) {
    const event = await webhooks.findEvent(event_id);
    if (event?.environment !== environment) throw notFound("event", event_id);
    return { from: event.sequence, to: event.sequence, since: null };
  }
  // What happens from now on is sent anyway.
  const last = await webhooks.lastSequence();
  const to = Math.min(to_sequence ?? last, last);
  if (from_sequence !== undefined) return { from: from_sequence, to, since: null };
  const time = Date.parse(since ?? "");
  return { from: await webhooks.firstSequenceSince(time), to, since: time };
}
