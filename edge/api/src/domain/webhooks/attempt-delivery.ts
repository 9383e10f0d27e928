import type { DeliveryAttempt, DeliveryState } from "@firstframe/contract";
import { formatTime } from "../format-time.ts";
import type { Services } from "../ports.ts";
import type { EndpointRecord } from "./endpoint-record.ts";
import type { SignMessage } from "./message-signer.ts";
import { retryDelay } from "./retry-delay.ts";
import { webhookMessage } from "./webhook-message.ts";
import type { DueDelivery } from "./webhook-ports.ts";

/** What came of one attempt, and what becomes of its delivery. */
export interface AttemptResult {
  readonly deliveryId: string;
  readonly attempt: DeliveryAttempt;
  readonly succeeded: boolean;
  readonly status: number | null;
  /** What the endpoint asked for, in ms. */
  readonly retryAfter: number | null;
  readonly state: Extract<DeliveryState, "pending" | "succeeded" | "failed">;
  /** Ms since the epoch; null once it is over. */
  readonly nextAttemptAt: number | null;
}

/**
 * Sends one message once. Whatever comes of it is a result; nothing is thrown for it.
 *
 * @returns null where it was not sent, which is no fault of the endpoint
 */
export async function attemptDelivery(
  services: Services,
  { endpoint, delivery, sign }: { endpoint: EndpointRecord; delivery: DueDelivery; sign: SignMessage },
): Promise<AttemptResult | null> {
  const { clock, random, webhookSender, settings } = services;
  const startedAt = clock();
  const message = await webhookMessage(delivery.event, {
    ...{ version: endpoint.api_version, sign, now: startedAt },
    userAgent: `Firstframe-Webhooks/1.0 (+${settings.publicUrl})`,
  });
  const answer = await webhookSender.send(endpoint.url, message);
  if (answer === null) return null;
  const { status, error, snippet, retryAfter } = answer;
  const now = clock();
  const succeeded = error === null && status !== null && status >= 200 && status < 300;
  const number = delivery.attempt + 1;
  const delay = succeeded || status === 410 ? null : retryDelay(number, random(), retryAfter);
  return {
    deliveryId: delivery.id,
    attempt: {
      number,
      started_at: formatTime(startedAt),
      duration_ms: Math.max(0, Math.round(now - startedAt)),
      status,
      error,
      response_snippet: snippet,
    },
    ...{ succeeded, status, retryAfter },
    state: succeeded ? "succeeded" : delay === null ? "failed" : "pending",
    nextAttemptAt: delay === null ? null : now + delay,
  };
}
