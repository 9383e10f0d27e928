import type { Event } from "@firstframe/contract";
import type { EndpointRecord } from "../domain/webhooks/endpoint-record.ts";
import type { Addressee, WebhookOutbox } from "../domain/webhooks/webhook-ports.ts";
import { type EventRow, eventOf } from "./d1-event-log.ts";
import { type EndpointRow, endpointOf } from "./d1-webhook-records.ts";
import { deliveryIdPerRow, listensTo, pendingColumns } from "./webhook-match.ts";

const cursor = "(SELECT sequence FROM webhook_cursor)";
const enabledOnes = "SELECT 1 FROM webhook_endpoints WHERE state = 'enabled'";
/** The last event that is taken this time; null where there is none. Binds the number of events. */
const upTo = `(SELECT MAX(sequence) FROM
  (SELECT sequence FROM events WHERE sequence > ${cursor} ORDER BY sequence LIMIT ?1))`;

const notPaused = "(w.paused_until IS NULL OR w.paused_until <= ?1)";
const hasDue = `EXISTS (SELECT 1 FROM webhook_deliveries d
  WHERE d.endpoint_id = w.id AND d.state = 'pending' AND d.next_attempt_at <= ?1)`;

type DueRow = EventRow & { readonly delivery_id: string; readonly attempt: number };
interface Waiting {
  readonly first: number | null;
  readonly later: number | null;
}
type Named = Pick<EndpointRecord, "id" | "environment">;

/**
 * The way from the event log to the endpoints, in D1. Batches are transactions and come one after the other; so do sequence numbers:
 * whoever has read up to one has missed nothing before it.
 */
export function d1WebhookOutbox(db: D1Database): WebhookOutbox {
  const addressee = (endpointId: string, now: number) => [
    db.prepare("SELECT * FROM webhook_endpoints WHERE id = ? AND state = 'enabled'").bind(endpointId),
    db
      .prepare(
        `SELECT sealed_secret FROM webhook_secrets
         WHERE endpoint_id = ? AND (expires_at IS NULL OR expires_at > ?) ORDER BY id DESC`,
      )
      .bind(endpointId, now),
  ];
  return {
    async fanOut(now, limit) {
      const [, , listening, left] = await db.batch([
        db
          .prepare(
            `INSERT OR IGNORE INTO webhook_deliveries (${pendingColumns})
             SELECT ${deliveryIdPerRow}, e.environment, w.id, e.id, e.type, e.sequence, 'pending', ?2, 0, ?2
             FROM events e JOIN webhook_endpoints w ON w.state = 'enabled' AND w.after_sequence < e.sequence AND ${listensTo}
             WHERE e.sequence > ${cursor} AND e.sequence <= ${upTo}`,
          )
          .bind(limit, now),
        // Where nobody listens, nothing is written.
        db
          .prepare(
            `UPDATE webhook_cursor SET sequence = ${upTo} WHERE sequence < ${upTo} AND EXISTS (${enabledOnes})`,
          )
          .bind(limit),
        db
          .prepare(
            `SELECT w.id, ${notPaused} AND ${hasDue} AS due FROM webhook_endpoints w WHERE w.state = 'enabled'`,
          )
          .bind(now),
        db.prepare(
          `SELECT EXISTS (SELECT 1 FROM events WHERE sequence > ${cursor}) AND EXISTS (${enabledOnes}) AS more`,
        ),
      ]);
      const endpoints = rowsOf<{ id: string; due: number }>(listening);
      return {
        listeners: endpoints.length,
        due: endpoints.filter(({ due }) => due === 1).map(({ id }) => id),
        hasMore: rowsOf<{ more: number }>(left)[0]?.more === 1,
      };
    },

    async takeDue(endpointId, now, { usual, afterPause }) {
      const [endpoints, secrets, due, next] = await db.batch([
        ...addressee(endpointId, now),
        db
          .prepare(
            `SELECT d.id AS delivery_id, d.attempt, e.*
             FROM webhook_deliveries d JOIN events e ON e.sequence = d.event_sequence
             WHERE d.endpoint_id = ?2 AND d.state = 'pending' AND d.next_attempt_at <= ?1
               AND EXISTS (SELECT 1 FROM webhook_endpoints w WHERE w.id = ?2 AND ${notPaused})
             ORDER BY d.next_attempt_at, d.event_sequence
             LIMIT COALESCE((SELECT CASE WHEN paused_until IS NULL THEN ?3 ELSE ?4 END FROM webhook_endpoints WHERE id = ?2), 0)`,
          )
          .bind(now, endpointId, usual, afterPause),
        db
          .prepare(
            `SELECT MIN(next_attempt_at) AS first, (SELECT MIN(next_attempt_at) FROM webhook_deliveries
               WHERE endpoint_id = ?1 AND state = 'pending' AND next_attempt_at > ?2) AS later
             FROM webhook_deliveries WHERE endpoint_id = ?1 AND state = 'pending'`,
          )
          .bind(endpointId, now),
      ]);
      const found = addresseeOf(endpoints, secrets);
      if (found === null) return null;
      const [{ first, later } = { first: null, later: null }] = rowsOf<Waiting>(next);
      const { paused_until } = found.endpoint;
      const isPaused = paused_until !== null && paused_until > now;
      return {
        ...found,
        deliveries: rowsOf<DueRow>(due).map(({ delivery_id, attempt, ...row }) => ({
          ...{ id: delivery_id, attempt, event: eventOf(row) },
        })),
        nextAt: isPaused ? first && Math.max(first, paused_until) : later,
      };
    },

    async findAddressee(endpointId, now) {
      const [endpoints, secrets] = await db.batch(addressee(endpointId, now));
      return addresseeOf(endpoints, secrets);
    },

    async recordAttempts({ id, url }, results, { health, hasten }) {
      const written = results.map((result) => ({
        id: result.deliveryId,
        number: result.attempt.number,
        attempt: result.attempt,
        state: result.state,
        next: result.nextAttemptAt,
        finished:
          result.state === "pending"
            ? null
            : Date.parse(result.attempt.started_at) + result.attempt.duration_ms,
      }));
      await db.batch([
        db
          .prepare(
            `UPDATE webhook_deliveries SET attempt = r.value ->> 'number',
               attempts = json_insert(attempts, '$[#]', json(r.value -> 'attempt')),
               state = CASE state WHEN 'pending' THEN r.value ->> 'state' ELSE state END,
               next_attempt_at = CASE state WHEN 'pending' THEN r.value ->> 'next' END,
               finished_at = CASE state WHEN 'pending' THEN r.value ->> 'finished' ELSE finished_at END
             FROM json_each(?) r
             WHERE webhook_deliveries.id = r.value ->> 'id' AND webhook_deliveries.state IN ('pending', 'canceled')
               AND webhook_deliveries.attempt = (r.value ->> 'number') - 1`,
          )
          .bind(JSON.stringify(written)),
        ...(health === null
          ? []
          : [
              db
                .prepare(
                  `UPDATE webhook_endpoints SET failing_since = ?, failures_in_a_row = ?, paused_until = ?
                   WHERE id = ? AND state = 'enabled' AND url = ?`,
                )
                .bind(health.failing_since, health.failures_in_a_row, health.paused_until, id, url),
            ]),
        ...(hasten === null
          ? []
          : [
              db
                .prepare(
                  `UPDATE webhook_deliveries SET next_attempt_at = ?1
                   WHERE endpoint_id = ?2 AND state = 'pending' AND next_attempt_at > ?1 AND attempt < ?3`,
                )
                .bind(hasten.now, id, hasten.attempts),
            ]),
      ]);
    },

    findUndispatched: (before) =>
      db
        .prepare(
          `SELECT id, environment FROM events
           WHERE sequence = (SELECT MIN(sequence) FROM events WHERE sequence > ${cursor}) AND created_at < ?
             AND EXISTS (${enabledOnes})`,
        )
        .bind(before)
        .first<Pick<Event, "id" | "environment">>(),
    async findOverdue(before, limit) {
      const { results } = await db
        .prepare(
          `SELECT w.id, w.environment FROM webhook_endpoints w
           WHERE w.state = 'enabled' AND ${notPaused} AND ${hasDue} LIMIT ?2`,
        )
        .bind(before, limit)
        .all<Named>();
      return results;
    },
    async findAbandoned(limit) {
      const { results } = await db
        .prepare(
          `SELECT d.endpoint_id AS id, MIN(d.environment) AS environment FROM webhook_deliveries d
           WHERE d.state = 'pending'
             AND NOT EXISTS (SELECT 1 FROM webhook_endpoints w WHERE w.id = d.endpoint_id AND w.state = 'enabled')
           GROUP BY d.endpoint_id LIMIT ?`,
        )
        .bind(limit)
        .all<Named>();
      return results;
    },
    async prune(before, now, limit) {
      const old = ["sandbox", "live"].map(
        (environment) =>
          `id IN (SELECT id FROM webhook_deliveries WHERE environment = '${environment}' AND created_at < ?1
             AND state <> 'pending' ORDER BY created_at DESC LIMIT ?2)`,
      );
      await db.batch([
        ...old.map((where) =>
          db.prepare(`DELETE FROM webhook_deliveries WHERE ${where}`).bind(before, limit),
        ),
        db.prepare("DELETE FROM webhook_secrets WHERE expires_at <= ?").bind(now),
      ]);
    },
  };
}

function addresseeOf(endpoints: D1Result | undefined, secrets: D1Result | undefined): Addressee | null {
  const [endpoint] = rowsOf<EndpointRow>(endpoints);
  if (endpoint === undefined) return null;
  return {
    endpoint: endpointOf(endpoint),
    sealedSecrets: rowsOf<{ sealed_secret: string }>(secrets).map((row) => row.sealed_secret),
  };
}

function rowsOf<Row>(result: D1Result | undefined): Row[] {
  return (result?.results ?? []) as Row[];
}
