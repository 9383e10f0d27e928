import { randomBytes } from "node:crypto";
import type { Event } from "@firstframe/contract";
import { idRandomBytes, makeId } from "@firstframe/contract/constants";
import type { SignedWebhook } from "@firstframe/sdk";
import { webhooks } from "@firstframe/sdk";
import type { CheckContext } from "./check.ts";

const patienceMs = 10_000;

/**
 * Signs a test event that never happened, each with an id of its own, so that no receiver takes it for one that it knows.
 *
 * @param signedAt Unix time in ms
 * @throws TypeError when the secret is not one
 */
export function signTest(
  secret: string,
  signedAt: number,
  { connection: { environment } }: Pick<CheckContext, "connection">,
): Promise<SignedWebhook> {
  const event: Event = {
    ...{ id: makeId("event", randomBytes(idRandomBytes)), sequence: 1, type: "webhook.test", environment },
    ...{ asset_id: null, upload_id: null, job_id: null, task_id: null, data: {} },
    ...{ correlation_id: null, traceparent: null, created_at: new Date(signedAt).toISOString() },
  };
  return webhooks.sign(event, { secret, now: () => signedAt });
}

/** @returns the status; null where no answer came */
export async function postMessage(
  url: string,
  { headers, body }: SignedWebhook,
  { fetch, signal }: Pick<CheckContext, "fetch" | "signal">,
): Promise<number | null> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  try {
    const response = await fetch(url, { method: "POST", redirect: "manual", headers, body, signal: limited });
    await response.body?.cancel();
    return response.status;
  } catch {
    signal.throwIfAborted();
    return null; // A private address, or one that is down: another check looks at that.
  }
}
