/** A body as it came over the wire: not parsed, not decoded anew. */
export type WebhookPayload = string | Uint8Array | ArrayBuffer;

/** @throws TypeError for what is no body, above all one that was parsed already */
export function payloadBytes(payload: WebhookPayload): Uint8Array {
  if (typeof payload === "string") return new TextEncoder().encode(payload);
  // Neither is asked for its class, as it may come from another realm.
  if (ArrayBuffer.isView(payload))
    return new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength);
  if (Object.prototype.toString.call(payload) === "[object ArrayBuffer]") return new Uint8Array(payload);
  throw new TypeError(
    "payload is to be the body as it came, a string or bytes, and not what was parsed from it. " +
      'Express: express.raw({ type: "application/json" }) and request.body. Hono and Workers: await request.text().',
  );
}

/** What is signed (Standard Webhooks 1.0, «Signature scheme»): `<id>.<timestamp>.<body>`. */
export function signedContent(id: string, timestamp: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const content = new Uint8Array(head.length + body.length);
  content.set(head);
  content.set(body, head.length);
  return content;
}
