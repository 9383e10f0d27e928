import type { Event, WebhookBody } from "@firstframe/contract";
import { decodeBase64, encodeBase64 } from "./base64.ts";
import { type ReceivedHeaders, readWebhookHeaders } from "./read-webhook-headers.ts";
import { payloadBytes, signedContent, type WebhookPayload } from "./signed-content.ts";
import { FirstframeWebhookError } from "./webhook-error.ts";
import { importWebhookKey, type WebhookKey } from "./webhook-key.ts";

export interface VerifyWebhook {
  /** Seconds by which the message's clock and ours may differ, either way; 300 unless told. */
  readonly toleranceS?: number;
  /** Unix time in milliseconds. */
  readonly now?: () => number;
}

/** So that whoever is not known cannot make us compute at will; a rotation needs two. */
const mostSignatures = 16;

/**
 * Checks that a webhook message (Standard Webhooks 1.0) came from the API, unchanged and just now, and hands back its event.
 *
 * The same message may come more than once, as every retry and replay of an event has its id: it is for whoever acts on
 * it to do so once, as `events.consume` does.
 *
 * @param payload the body as it came, before anything parsed it
 * @param headers the request's: a `Headers`, or an object with names in any case
 * @param secret `whsec_…` or `whpk_…`; several while one replaces another; undefined, as where the environment lacks it, is refused
 * @throws FirstframeWebhookError when the message is to be refused
 * @throws TypeError when the secret or the payload is not one, which is for the receiver to put right
 */
export async function verifyWebhook(
  payload: WebhookPayload,
  headers: ReceivedHeaders,
  secret: string | readonly string[] | undefined,
  { toleranceS = 300, now = Date.now }: VerifyWebhook = {},
): Promise<Event> {
  const body = payloadBytes(payload);
  const secrets = typeof secret === "string" ? [secret] : (secret ?? []);
  if (secrets.length === 0) throw new TypeError("secret is missing: pass whsec_… or whpk_… of the endpoint");
  const keys = await Promise.all(secrets.map((text) => importWebhookKey(text, "verify")));
  const { id, timestamp, signature } = readWebhookHeaders(headers);
  checkTimestamp(timestamp, toleranceS, now());
  await checkSignature(signature, keys, signedContent(id, timestamp, body));
  return readEvent(body);
}

function checkTimestamp(timestamp: string, toleranceS: number, now: number): void {
  if (!/^\d{1,12}$/.test(timestamp)) {
    const message =
      "webhook-timestamp is not a time in seconds: whoever sent this does not follow Standard Webhooks.";
    throw new FirstframeWebhookError("webhook_timestamp_invalid", message);
  }
  const ageS = Math.floor(now / 1000) - Number(timestamp);
  if (Math.abs(ageS) <= toleranceS) return;
  const code = ageS > 0 ? "webhook_timestamp_too_old" : "webhook_timestamp_too_new";
  throw new FirstframeWebhookError(
    code,
    `The message was sent ${Math.abs(ageS)} s ${ageS > 0 ? "ago" : "from now"}, and ${toleranceS} s are allowed. ` +
      "Somebody sends an old one again, or a clock is wrong: check that of this machine.",
  );
}

/** @param header one or several of `v1,<base64>` and `v1a,<base64>`, with spaces between */
async function checkSignature(
  header: string,
  keys: readonly WebhookKey[],
  content: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const signatures = header.split(" ").map((text) => {
    const [scheme, encoded = ""] = text.split(",", 2);
    return { scheme, encoded };
  });
  let tried = 0;
  for (const { scheme, encoded } of signatures.slice(0, mostSignatures)) {
    const bytes = decodeBase64(encoded);
    for (const key of keys) {
      if (key.scheme !== scheme) continue;
      tried++;
      // One signature has one spelling.
      if (bytes === null || encodeBase64(bytes) !== encoded) continue;
      // Compares in constant time (Web Cryptography API, HMAC, «Verify»).
      if (await crypto.subtle.verify(key.algorithm, key.key, bytes, content)) return;
    }
  }
  if (tried === 0) {
    throw new FirstframeWebhookError(
      "webhook_signature_missing",
      `The message carries no signature that the secret is for (${keys.map(({ scheme }) => scheme).join(", ")}). ` +
        "Endpoints with the scheme v1 have a secret whsec_…, those with v1a a key whpk_….",
    );
  }
  throw new FirstframeWebhookError(
    "webhook_signature_mismatch",
    "No signature fits. Most often the body was parsed and written anew: pass the bytes as they came " +
      '(Express: express.raw({ type: "application/json" }); Hono and Workers: await request.text()). ' +
      "Otherwise the secret is that of another endpoint or has been rotated, or somebody changed the message.",
  );
}

function readEvent(body: Uint8Array): Event {
  try {
    const { data }: WebhookBody = JSON.parse(new TextDecoder().decode(body));
    if (typeof data.id === "string" && typeof data.type === "string" && Number.isSafeInteger(data.sequence))
      return data;
  } catch (cause) {
    throw notAnEvent(cause); // Not JSON, or of another form.
  }
  throw notAnEvent();
}

function notAnEvent(cause?: unknown): FirstframeWebhookError {
  return new FirstframeWebhookError(
    "webhook_payload_invalid",
    "The message is signed, but holds no event. Check that the secret belongs to an endpoint of Firstframe.",
    { cause },
  );
}
