import type { Environment, EventType } from "@firstframe/contract";
import type { Clock, MakeId } from "../domain/ports.ts";
import type { RecordRepair } from "../domain/record-repair.ts";
import type { WebhookChange } from "../domain/webhooks/webhook-change.ts";
import { guard, type Statement } from "./statement.ts";
import { deliveryIdPerRow, pendingColumns, replayedEvents } from "./webhook-match.ts";

/** Secrets of an endpoint that are kept besides the one in use. */
const olderSecrets = 4;

const lastSequence = "(SELECT COALESCE(MAX(sequence), 0) FROM events)";

/** Nobody listens but this endpoint: what happened before concerns nobody. */
const skipToNow = `UPDATE webhook_cursor SET sequence = ${lastSequence}
  WHERE NOT EXISTS (SELECT 1 FROM webhook_endpoints WHERE state = 'enabled' AND id <> ?)`;

interface Told {
  readonly environment: Environment;
  readonly asset_id?: string | null | undefined;
  readonly correlation_id?: string | null | undefined;
  readonly traceparent?: string | null;
}

/** The statements of a change of webhooks, and of a repair: each a compare-and-set followed by its event. */
export function webhookStatements(
  change: WebhookChange | RecordRepair,
  { clock, makeId }: { readonly clock: Clock; readonly makeId: MakeId },
): Statement[] {
  const now = clock();
  const event = (type: EventType, told: Told, data: object): Statement => [
    `INSERT INTO events (id, type, data, created_at, environment, asset_id, correlation_id, traceparent)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[makeId("event"), type, JSON.stringify(data), now, told.environment],
    ...[told.asset_id ?? null, told.correlation_id ?? null, told.traceparent ?? null],
  ];
  const cancelPending = (endpointId: string): Statement => [
    `UPDATE webhook_deliveries SET state = 'canceled', next_attempt_at = NULL, finished_at = ?
     WHERE endpoint_id = ? AND state = 'pending'`,
    ...[now, endpointId],
  ];
  const addSecret = (endpointId: string, sealed: string): Statement => [
    "INSERT INTO webhook_secrets (endpoint_id, sealed_secret, created_at) VALUES (?, ?, ?)",
    ...[endpointId, sealed, now],
  ];

  switch (change.kind) {
    case "create_webhook_endpoint": {
      const { endpoint } = change;
      const row = { ...endpoint, events: endpoint.events && JSON.stringify(endpoint.events) };
      const entries = Object.entries(row);
      const { id, url, events, api_version } = endpoint;
      return [
        [
          `INSERT INTO webhook_endpoints (${entries.map(([column]) => column).join(", ")}, after_sequence)
           VALUES (${entries.map(() => "?").join(", ")}, 0)`,
          ...entries.map(([, value]) => value),
        ],
        addSecret(id, change.sealedSecret),
        event("webhook_endpoint.created", endpoint, { endpoint_id: id, url, events, api_version }),
        ...listenFromNow(id),
      ];
    }
    case "update_webhook_endpoint": {
      const { endpoint, set } = change;
      const values = { ...set, ...(set.events && { events: JSON.stringify(set.events) }) };
      const entries = Object.entries(values) as [string, string | null][];
      // Another address has its own health.
      const anew =
        set.url === undefined ? "" : ", failing_since = NULL, failures_in_a_row = 0, paused_until = NULL";
      return [
        [
          `UPDATE webhook_endpoints SET ${entries.map(([column]) => `${column} = ?`).join(", ")}${anew} WHERE id = ?`,
          ...[...entries.map(([, value]) => value), endpoint.id],
        ],
        guard,
        event("webhook_endpoint.updated", endpoint, {
          endpoint_id: endpoint.id,
          changed: Object.keys(set),
        }),
      ];
    }
    case "enable_webhook_endpoint": {
      const { endpoint } = change;
      return [
        [
          `UPDATE webhook_endpoints SET state = 'enabled', disabled_reason = NULL, disabled_at = NULL,
             failing_since = NULL, failures_in_a_row = 0, paused_until = NULL
           WHERE id = ? AND state = 'disabled'`,
          endpoint.id,
        ],
        guard,
        event("webhook_endpoint.updated", endpoint, { endpoint_id: endpoint.id, changed: ["state"] }),
        ...listenFromNow(endpoint.id),
      ];
    }
    case "disable_webhook_endpoint": {
      const { endpoint, reason, url = null } = change;
      return [
        [
          `UPDATE webhook_endpoints SET state = 'disabled', disabled_reason = ?1, disabled_at = ?2, paused_until = NULL
           WHERE id = ?3 AND state = 'enabled' AND url = COALESCE(?4, url)`,
          ...[reason, now, endpoint.id, url],
        ],
        guard,
        event("webhook_endpoint.disabled", endpoint, { endpoint_id: endpoint.id, reason }),
        cancelPending(endpoint.id),
      ];
    }
    case "delete_webhook_endpoint": {
      const { endpoint } = change;
      return [
        ["DELETE FROM webhook_secrets WHERE endpoint_id = ?", endpoint.id],
        ["DELETE FROM webhook_endpoints WHERE id = ?", endpoint.id],
        guard,
        event("webhook_endpoint.deleted", endpoint, { endpoint_id: endpoint.id }),
        cancelPending(endpoint.id),
      ];
    }
    case "rotate_webhook_secret": {
      const { endpoint, overlapEndsAt } = change;
      return [
        ["UPDATE webhook_endpoints SET id = id WHERE id = ?", endpoint.id],
        guard,
        [
          "UPDATE webhook_secrets SET expires_at = MIN(COALESCE(expires_at, ?1), ?1) WHERE endpoint_id = ?2",
          ...[overlapEndsAt, endpoint.id],
        ],
        // A message cannot carry signatures without end.
        [
          `DELETE FROM webhook_secrets WHERE endpoint_id = ?1 AND (expires_at <= ?2 OR id NOT IN (
             SELECT id FROM webhook_secrets WHERE endpoint_id = ?1 ORDER BY id DESC LIMIT ${olderSecrets}))`,
          ...[endpoint.id, now],
        ],
        addSecret(endpoint.id, change.sealedSecret),
        event("webhook_endpoint.updated", endpoint, { endpoint_id: endpoint.id, changed: ["secret"] }),
      ];
    }
    case "test_webhook_endpoint": {
      const { endpoint, deliveryId } = change;
      const told = event("webhook.test", endpoint, { endpoint_id: endpoint.id });
      const [, eventId = null] = told;
      return [
        ["UPDATE webhook_endpoints SET id = id WHERE id = ? AND state = 'enabled'", endpoint.id],
        guard,
        told,
        [
          `INSERT INTO webhook_deliveries (${pendingColumns})
           SELECT ?1, environment, ?2, id, type, sequence, 'pending', ?3, 0, ?3 FROM events WHERE id = ?4`,
          ...[deliveryId, endpoint.id, now, eventId],
        ],
        guard,
      ];
    }
    case "replay_webhooks": {
      const { endpointId, range } = change;
      return [
        ["UPDATE webhook_endpoints SET id = id WHERE id = ? AND state = 'enabled'", endpointId],
        guard,
        [
          `INSERT INTO webhook_deliveries (${pendingColumns})
           SELECT ${deliveryIdPerRow}, e.environment, w.id, e.id, e.type, e.sequence, 'pending', ?5, 1, ?5
           ${replayedEvents}`,
          ...[endpointId, range.from, range.to, range.since, now],
        ],
      ];
    }
    case "replay_webhook_delivery":
      return [
        [
          `INSERT INTO webhook_deliveries (${pendingColumns})
           SELECT ?1, d.environment, d.endpoint_id, d.event_id, d.event_type, d.event_sequence, 'pending', ?2, 1, ?2
           FROM webhook_deliveries d JOIN webhook_endpoints w ON w.id = d.endpoint_id AND w.state = 'enabled'
           WHERE d.id = ?3`,
          ...[change.deliveryId, now, change.id],
        ],
        guard,
      ];
    case "cancel_webhook_deliveries":
      return [cancelPending(change.endpointId)];
    case "record_repair":
      return [event("reconciler.repaired", change.of, { what: change.what, id: change.of.id })];
  }
}

/** After its own event: an endpoint is not told of itself. */
function listenFromNow(endpointId: string): Statement[] {
  return [
    [`UPDATE webhook_endpoints SET after_sequence = ${lastSequence} WHERE id = ?`, endpointId],
    [skipToNow, endpointId],
  ];
}
