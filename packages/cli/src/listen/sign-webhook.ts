import { createHmac } from "node:crypto";

/**
 * Headers of a signed message (Standard Webhooks 1.0, scheme v1).
 *
 * @param secret `whsec_…`
 * @param now Unix time in milliseconds
 */
export function signWebhook(
  payload: string,
  { id, secret, now }: { id: string; secret: string; now: number },
): Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string> {
  const timestamp = String(Math.floor(now / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${payload}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
}
