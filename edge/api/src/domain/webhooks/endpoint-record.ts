import type {
  ApiVersion,
  DisabledReason,
  EndpointState,
  Environment,
  SignatureScheme,
  WebhookEndpoint,
} from "@firstframe/contract";
import { formatTime } from "../format-time.ts";

/** A webhook endpoint as stored. Times in ms since the epoch. */
export interface EndpointRecord {
  readonly id: string;
  readonly environment: Environment;
  readonly url: string;
  readonly description: string;
  /** Patterns of types; null: every type. */
  readonly events: readonly string[] | null;
  readonly signature_scheme: SignatureScheme;
  readonly api_version: ApiVersion;
  readonly state: EndpointState;
  readonly disabled_reason: DisabledReason | null;
  readonly disabled_at: number | null;
  readonly failing_since: number | null;
  /** Attempts that have failed since the last one that got through. */
  readonly failures_in_a_row: number;
  /** Nothing is sent before; null: whatever is due is. */
  readonly paused_until: number | null;
  readonly correlation_id: string | null;
  readonly traceparent: string | null;
  readonly created_at: number;
}

/** How an endpoint takes what is sent to it. */
export type EndpointHealth = Pick<EndpointRecord, "failing_since" | "failures_in_a_row" | "paused_until">;

export const healthy: EndpointHealth = { failing_since: null, failures_in_a_row: 0, paused_until: null };

/** The endpoint as the API shows it. */
export function toWebhookEndpoint(record: EndpointRecord): WebhookEndpoint {
  const { failures_in_a_row, correlation_id, traceparent, ...shown } = record;
  return {
    ...shown,
    events: record.events && [...record.events],
    disabled_at: formatTime(record.disabled_at),
    failing_since: formatTime(record.failing_since),
    paused_until: formatTime(record.paused_until),
    created_at: formatTime(record.created_at),
  };
}
