import { fromBase64, toBase64 } from "../base64.ts";
import { importEd25519 } from "./webhook-secret.ts";

/** Signs one message: its id, its time in whole seconds since the epoch, its body; gives the value of `webhook-signature`. */
export type SignMessage = (id: string, timestamp: number, body: string) => Promise<string>;

const encoder = new TextEncoder();

/**
 * Signs messages by Standard Webhooks 1.0, once by every secret.
 *
 * @param secrets `whsec_…` or `whsk_…`, the one in use first
 */
export async function messageSigner(secrets: readonly string[]): Promise<SignMessage> {
  const signers = await Promise.all(secrets.map(signerOf));
  return async (id, timestamp, body) => {
    const content = encoder.encode(`${id}.${timestamp}.${body}`);
    return (await Promise.all(signers.map((sign) => sign(content)))).join(" ");
  };
}

async function signerOf(secret: string): Promise<(content: Uint8Array) => Promise<string>> {
  const bytes = fromBase64(secret.slice(secret.indexOf("_") + 1));
  if (secret.startsWith("whsk_")) {
    const key = await importEd25519(bytes, false);
    return async (content) => `v1a,${encode(await crypto.subtle.sign("Ed25519", key, content))}`;
  }
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return async (content) => `v1,${encode(await crypto.subtle.sign("HMAC", key, content))}`;
}

function encode(signature: ArrayBuffer): string {
  return toBase64(new Uint8Array(signature));
}
