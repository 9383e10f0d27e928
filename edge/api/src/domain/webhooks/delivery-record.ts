import type {
  DeliveryAttempt,
  DeliveryState,
  Environment,
  EventType,
  WebhookDelivery,
} from "@firstframe/contract";
import { formatTime } from "../format-time.ts";

/** A delivery as stored: an event's way to an endpoint. Times in ms since the epoch. */
export interface DeliveryRecord {
  readonly id: string;
  readonly environment: Environment;
  readonly endpoint_id: string;
  readonly event_id: string;
  readonly event_type: EventType;
  readonly event_sequence: number;
  readonly state: DeliveryState;
  /** Oldest first. */
  readonly attempts: readonly DeliveryAttempt[];
  readonly next_attempt_at: number | null;
  readonly is_replay: boolean;
  readonly created_at: number;
  readonly finished_at: number | null;
}

/** The delivery as the API shows it. */
export function toWebhookDelivery(record: DeliveryRecord): WebhookDelivery {
  return {
    ...record,
    attempts: [...record.attempts],
    next_attempt_at: formatTime(record.next_attempt_at),
    created_at: formatTime(record.created_at),
    finished_at: formatTime(record.finished_at),
  };
}
