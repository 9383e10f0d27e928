import { randomBytes } from "node:crypto";
import type { Event } from "@firstframe/contract";
import { webhooks } from "@firstframe/sdk";
import { type Check, type CheckContext, fail, pass, skipped } from "../check.ts";

/** Older than receivers are to accept (Standard Webhooks: five minutes), in ms. */
const staleMs = 3600 * 1000;
const patienceMs = 10_000;

export const forgeriesAreRefused: Check = {
  id: "forgeries_are_refused",
  group: "Webhooks",
  title: "Your receivers refuse messages with a false signature, and stale ones",
  why: "Anyone who finds the address could otherwise tell your system that videos are ready, or are gone.",
  async run(context) {
    const { sample, mayWrite, env, now } = context;
    if (!mayWrite)
      return skipped("It sends false messages to your endpoints.", "Pass --write to do so in live.");
    const endpoints = (await sample.endpoints()).filter(({ state }) => state === "enabled");
    if (endpoints.length === 0) return skipped("There is no enabled endpoint.");
    const secret = env.FIRSTFRAME_WEBHOOK_SECRET || null;
    const faults: string[] = [];
    const told: string[] = [];
    for (const { url } of endpoints) {
      const falsely = `whsec_${randomBytes(32).toString("base64")}`;
      const forged = await send(url, falsely, now(), context);
      if (forged === null) {
        told.push(`${url} cannot be reached from here`);
        continue;
      }
      if (!isRefusal(forged)) faults.push(`${url} answered ${forged} to a message with a false signature`);
      const stale = secret === null ? 400 : await send(url, secret, now() - staleMs, context);
      if (stale !== null && !isRefusal(stale))
        faults.push(`${url} answered ${stale} to a message of an hour ago`);
      told.push(
        `${url} refused${secret === null ? " a false signature" : " a false signature and a stale message"}`,
      );
    }
    if (faults.length > 0) {
      return fail(
        faults,
        "Verify every message with the SDK's webhooks.verify before you act on it, and answer 400 to what it refuses.",
      );
    }
    if (told.every((line) => line.endsWith("cannot be reached from here"))) return skipped(told.join("; "));
    if (secret === null) told.push("with FIRSTFRAME_WEBHOOK_SECRET set, a stale message is tried as well");
    return pass(...told);
  },
};

function isRefusal(status: number): boolean {
  return status >= 400 && status < 500;
}

/** @returns the status; null where no answer came */
async function send(
  url: string,
  secret: string,
  now: number,
  { fetch, signal, connection: { environment } }: CheckContext,
): Promise<number | null> {
  const event: Event = {
    ...{ id: "evt_00000000000000000000000000", sequence: 1, type: "webhook.test", environment },
    ...{ asset_id: null, upload_id: null, job_id: null, task_id: null, data: {} },
    ...{ correlation_id: null, traceparent: null, created_at: new Date(now).toISOString() },
  };
  const { headers, body } = await webhooks.sign(event, { secret, now: () => now });
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
