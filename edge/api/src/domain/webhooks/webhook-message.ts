import { type ApiVersion, apiVersionHeader, type Event } from "@firstframe/contract";
import { eventInVersion } from "../../versions/bodies-in-version.ts";
import type { SignMessage } from "./message-signer.ts";

/** A request as an endpoint receives it. */
export interface WebhookMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The message that tells an endpoint of an event (Standard Webhooks 1.0). Its id is the event's, whatever the delivery and the attempt:
 * so receivers recognise what they have had.
 *
 * @param now ms since the epoch: the time of the attempt
 */
export async function webhookMessage(
  event: Event,
  {
    version,
    sign,
    now,
    userAgent,
  }: { version: ApiVersion; sign: SignMessage; now: number; userAgent: string },
): Promise<WebhookMessage> {
  const data = eventInVersion(event, version);
  const body = JSON.stringify({ type: event.type, timestamp: event.created_at, data });
  const timestamp = Math.floor(now / 1000);
  return {
    body,
    headers: {
      "content-type": "application/json",
      "user-agent": userAgent,
      "webhook-id": event.id,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": await sign(event.id, timestamp, body),
      [apiVersionHeader]: version,
      ...(event.traceparent === null ? {} : { traceparent: event.traceparent }),
    },
  };
}
