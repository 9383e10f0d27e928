import type { Event } from "@firstframe/contract";
import type { DeliveryRecord } from "../domain/webhooks/delivery-record.ts";
import type { EndpointRecord } from "../domain/webhooks/endpoint-record.ts";
import type { WebhookRecords } from "../domain/webhooks/webhook-ports.ts";
import { createdAt, newestFirst } from "./newest-first.ts";
import { ifAsked } from "./sql-where.ts";
import { replayedEvents } from "./webhook-match.ts";

export type EndpointRow = Omit<EndpointRecord, "events"> & {
  readonly events: string | null;
  readonly after_sequence: number;
};
type DeliveryRow = Omit<DeliveryRecord, "attempts" | "is_replay"> & {
  readonly attempts: string;
  readonly attempt: number;
  readonly is_replay: number;
};

/** Clocks of those who write events may differ by as much, in ms. */
const clockSkew = 60_000;

/**
 * The sequence number where events of a time begin, by bisection: they are written in the order of their times, to within clocks' skew.
 * Events of both environments have one sequence.
 */
const isEarlier = `COALESCE(
    (SELECT created_at FROM events WHERE sequence <= (low + high) / 2 ORDER BY sequence DESC LIMIT 1), 0) < ?1`;
const bisection = `WITH RECURSIVE search (low, high) AS (
    SELECT 0, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM events)
    UNION ALL
    SELECT CASE WHEN ${isEarlier} THEN (low + high) / 2 ELSE low END,
      CASE WHEN ${isEarlier} THEN high ELSE (low + high) / 2 END
    FROM search WHERE high - low > 1)
  SELECT MIN(high) AS sequence FROM search`;

/** Webhook endpoints and deliveries in D1. */
export function d1WebhookRecords(db: D1Database): WebhookRecords {
  return {
    async findEndpoint(id) {
      const row = await db
        .prepare("SELECT * FROM webhook_endpoints WHERE id = ?")
        .bind(id)
        .first<EndpointRow>();
      return row && endpointOf(row);
    },
    listEndpoints: (environment, page) =>
      newestFirst(db, page, {
        select: "SELECT * FROM webhook_endpoints",
        where: [["environment = ?", environment]],
        cursorOf: createdAt,
        toItem: endpointOf,
      }),
    async findDelivery(id) {
      const row = await db
        .prepare("SELECT * FROM webhook_deliveries WHERE id = ?")
        .bind(id)
        .first<DeliveryRow>();
      return row && deliveryOf(row);
    },
    listDeliveries: (environment, { endpoint_id, event_id, state, ...page }) =>
      newestFirst(db, page, {
        select: "SELECT * FROM webhook_deliveries",
        where: [
          ["environment = ?", environment],
          ifAsked("endpoint_id = ?", endpoint_id),
          ifAsked("event_id = ?", event_id),
          ifAsked("state = ?", state),
        ],
        cursorOf: createdAt,
        toItem: deliveryOf,
      }),
    findEvent: (id) =>
      db
        .prepare("SELECT environment, sequence FROM events WHERE id = ?")
        .bind(id)
        .first<Pick<Event, "environment" | "sequence">>(),
    async lastSequence() {
      const last = await db.prepare("SELECT MAX(sequence) AS sequence FROM events").first<number>("sequence");
      return last ?? 0;
    },
    async firstSequenceSince(time) {
      const first = await db
        .prepare(bisection)
        .bind(time - clockSkew)
        .first<number>("sequence");
      return first ?? 1;
    },
    async countReplay(endpointId, { from, to, since }, limit) {
      const count = await db
        .prepare(`SELECT COUNT(*) AS count FROM (SELECT 1 ${replayedEvents} LIMIT ?5)`)
        .bind(endpointId, from, to, since, limit)
        .first<number>("count");
      return count ?? 0;
    },
  };
}

export function endpointOf({ after_sequence, ...row }: EndpointRow): EndpointRecord {
  return { ...row, events: row.events === null ? null : JSON.parse(row.events) };
}

function deliveryOf({ attempt, ...row }: DeliveryRow): DeliveryRecord {
  return { ...row, attempts: JSON.parse(row.attempts), is_replay: row.is_replay === 1 };
}
