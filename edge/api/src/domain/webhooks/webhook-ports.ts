import type { Environment, Event, ListQuery, WebhookDeliveryListQuery } from "@firstframe/contract";
import type { Page } from "../ports.ts";
import type { AttemptResult } from "./attempt-delivery.ts";
import type { DeliveryRecord } from "./delivery-record.ts";
import type { EndpointHealth, EndpointRecord } from "./endpoint-record.ts";
import type { ReplayRange } from "./webhook-change.ts";
import type { WebhookMessage } from "./webhook-message.ts";

/** Webhook endpoints and their deliveries, as the API shows them. */
export interface WebhookRecords {
  findEndpoint(id: string): Promise<EndpointRecord | null>;
  listEndpoints(environment: Environment, query: ListQuery): Promise<Page<EndpointRecord>>;
  findDelivery(id: string): Promise<DeliveryRecord | null>;
  listDeliveries(environment: Environment, query: WebhookDeliveryListQuery): Promise<Page<DeliveryRecord>>;
  findEvent(id: string): Promise<Pick<Event, "environment" | "sequence"> | null>;
  /** Sequence number of the last event; 0 before the first. */
  lastSequence(): Promise<number>;
  /** A sequence number from which on all events are that were written since, and few before. */
  firstSequenceSince(time: number): Promise<number>;
  /** How many events a replay would send; no more than `limit` are counted. */
  countReplay(endpointId: string, range: ReplayRange, limit: number): Promise<number>;
}

/** A delivery that is due, with its event. */
export interface DueDelivery {
  readonly id: string;
  /** Attempts that there were. */
  readonly attempt: number;
  readonly event: Event;
}

/** Whom messages go to, and with what. */
export interface Addressee {
  readonly endpoint: EndpointRecord;
  /** Those that sign, the one in use first. */
  readonly sealedSecrets: readonly string[];
}

export interface DueWork extends Addressee {
  /** In the order of their events, where they became due at the same time. */
  readonly deliveries: readonly DueDelivery[];
  /** When to look again if nothing is made due before, in ms since the epoch; null where nothing waits. */
  readonly nextAt: number | null;
}

/** What is on its way from the event log to the endpoints. */
export interface WebhookOutbox {
  /**
   * Makes deliveries of the oldest events that none were made of, in one transaction.
   *
   * @param limit events
   * @returns how many endpoints are enabled, the ids of those that have something to send, and whether there are further events
   */
  fanOut(now: number, limit: number): Promise<{ listeners: number; due: string[]; hasMore: boolean }>;
  /**
   * What is to be sent to an endpoint now; null where it is not enabled, or is gone.
   *
   * @param limits number of deliveries, usually and right after a pause
   */
  takeDue(
    endpointId: string,
    now: number,
    limits: { readonly usual: number; readonly afterPause: number },
  ): Promise<DueWork | null>;
  /** How an endpoint is sent to now; null where it is not enabled, or is gone. */
  findAddressee(endpointId: string, now: number): Promise<Addressee | null>;
  /**
   * Writes what came of attempts, each once. What was canceled meanwhile stays so, and tells of its attempt; what is over otherwise
   * stays as it is.
   *
   * @param endpoint as it was sent to: another address has its own health
   * @param change its health from now on, null where that has not changed; and whether what waits, with fewer than so many attempts,
   *   is due at once
   */
  recordAttempts(
    endpoint: Pick<EndpointRecord, "id" | "url">,
    results: readonly AttemptResult[],
    change: {
      readonly health: EndpointHealth | null;
      readonly hasten: { readonly now: number; readonly attempts: number } | null;
    },
  ): Promise<void>;
  /** The oldest event, of those before `before`, of which deliveries should have been made; null where there is none. */
  findUndispatched(before: number): Promise<Pick<Event, "id" | "environment"> | null>;
  /** Enabled endpoints whose deliveries are due since before `before` and are not held back by a pause. */
  findOverdue(before: number, limit: number): Promise<Pick<EndpointRecord, "id" | "environment">[]>;
  /** Endpoints, with deliveries that wait, which are not enabled, or are gone. */
  findAbandoned(limit: number): Promise<Pick<EndpointRecord, "id" | "environment">[]>;
  /** Removes deliveries that were made before `before` and are over, and secrets that sign no more. */
  prune(before: number, now: number, limit: number): Promise<void>;
}

/** Those who dispatch events and send messages. */
export interface WebhookDispatch {
  /**
   * Has the events that were written dispatched.
   *
   * @throws Error where they could not be
   */
  dispatch(): Promise<void>;
  /** Has an endpoint's due deliveries sent. Returns whether nobody was about to. */
  wake(endpointId: string): Promise<boolean>;
}

interface WebhookAnswer {
  /** Null where no answer came. */
  readonly status: number | null;
  /** Why it is no success where the status does not tell. */
  readonly error: string | null;
  /** The first KiB of the answer. */
  readonly snippet: string;
  /** What the endpoint asked for by `Retry-After`, in ms. */
  readonly retryAfter: number | null;
}

export interface WebhookSender {
  /** Never throws. Null where nothing was sent, since this invocation has made as many requests as the platform lets it. */
  send(url: string, message: WebhookMessage): Promise<WebhookAnswer | null>;
}
