import type { Event, WebhookBody } from "@firstframe/contract";
import { encodeBase64 } from "./base64.ts";
import { signedContent } from "./signed-content.ts";
import { importWebhookKey } from "./webhook-key.ts";

export interface SignWebhook {
  /** `whsec_…` */
  readonly secret: string;
  /** Unix time in milliseconds. */
  readonly now?: () => number;
}

/** What is posted to an endpoint (Standard Webhooks 1.0). */
export interface SignedWebhook {
  readonly headers: Record<string, string>;
  readonly body: string;
}

/**
 * Makes the message of an event as the API sends it to an endpoint with a shared secret: to hand an event on, or to try a receiver.
 *
 * @throws TypeError when the secret is not one
 */
export async function signWebhook(
  event: Event,
  { secret, now = Date.now }: SignWebhook,
): Promise<SignedWebhook> {
  const message: WebhookBody = { type: event.type, timestamp: event.created_at, data: event };
  const body = JSON.stringify(message);
  const timestamp = String(Math.floor(now() / 1000));
  const content = signedContent(event.id, timestamp, new TextEncoder().encode(body));
  const { algorithm, key, scheme } = await importWebhookKey(secret, "sign");
  const signature = encodeBase64(new Uint8Array(await crypto.subtle.sign(algorithm, key, content)));
  const headers = {
    "content-type": "application/json",
    "webhook-id": event.id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `${scheme},${signature}`,
  };
  return { headers, body };
}
