import type { Services } from "../ports.ts";
import { StaleStateError } from "../stale-state-error.ts";
import { type AttemptResult, attemptDelivery } from "./attempt-delivery.ts";
import { healthAfter, isBack, isBeyondHope } from "./endpoint-health.ts";
import type { EndpointHealth } from "./endpoint-record.ts";
import { messageSigner } from "./message-signer.ts";
import { hastenedAttempts } from "./retry-delay.ts";
import { watchAddressee } from "./watch-addressee.ts";
import type { DueWork } from "./webhook-ports.ts";
import { sealPurpose } from "./webhook-secret.ts";

/** Messages on their way to one endpoint at the same time: as many as the platform lets wait for an answer. */
const concurrency = 6;
/** Deliveries that are read at once. */
const batch = 240;
/** Attempts whose results are written at once. */
const resultsAtOnce = 60;
/** Attempts of one call: the platform limits the requests of an invocation. */
const attemptsPerCall = 480;
/** After so long nothing more is begun, in ms: the platform ends an alarm after 15 minutes. */
const longestCall = 5 * 60_000;
/** As many failures and nothing else: the rest of the batch waits. */
const enoughFailures = 12;

/**
 * Sends what is due to one endpoint. There is one caller at a time for each endpoint; a second one would send twice, which receivers
 * recognise, and neither would harm what the other records.
 *
 * @returns when to call again, in ms since the epoch; null: not before something new is to be sent
 */
export async function sendDeliveries(services: Services, endpointId: string): Promise<number | null> {
  const { clock, webhookOutbox } = services;
  const until = clock() + longestCall;
  for (let attempts = 0; attempts < attemptsPerCall && clock() < until; ) {
    const now = clock();
    const usual = Math.min(batch, attemptsPerCall - attempts);
    const work = await webhookOutbox.takeDue(endpointId, now, { usual, afterPause: concurrency });
    if (work === null) return null;
    const { deliveries, nextAt } = work;
    if (deliveries.length === 0) return nextAt;
    const sent = await sendAll(services, work, until);
    attempts += sent.attempts;
    if (sent.isCut && attempts === 0) throw new Error("the platform lets nothing be sent");
    if (sent.isCut) break;
    // Mostly that was all, and there is no need to look again: whoever makes something due wakes the sender.
    const limit = work.endpoint.paused_until === null ? usual : concurrency;
    const isAll = deliveries.length < limit && sent.attempts === deliveries.length;
    if (isAll && sent.isSteady) return earliest([nextAt, ...sent.nextAts]);
  }
  return clock();
}

interface Sent {
  readonly attempts: number;
  /** When each of those that failed is tried again. */
  readonly nextAts: readonly (number | null)[];
  /** Whether what is due next is not changed by how the endpoint answered. */
  readonly isSteady: boolean;
  /** Whether the platform lets this invocation send no more. */
  readonly isCut: boolean;
}

/** @param until when nothing more is begun, in ms since the epoch */
async function sendAll(services: Services, work: DueWork, until: number): Promise<Sent> {
  const { endpoint, sealedSecrets, deliveries } = work;
  const { clock, webhookOutbox, sealer } = services;
  const secrets = sealedSecrets.map((sealed) => sealer.unseal(sealPurpose, sealed));
  const sign = await messageSigner(await Promise.all(secrets));
  let health: EndpointHealth = endpoint;
  let attempts = 0;
  let isSteady = true;
  const nextAts: (number | null)[] = [];
  let gone = false;
  let isCut = false;
  let made: AttemptResult[] = [];
  const write = async () => {
    const results = made;
    made = [];
    if (results.length === 0) return;
    const now = clock();
    const next = healthAfter(health, results, now);
    const hasten = isBack(health, next, now) ? { now, attempts: hastenedAttempts } : null;
    const change = { health: isSame(health, next) ? null : next, hasten };
    health = next;
    isSteady &&= hasten === null && next.paused_until === null;
    attempts += results.length;
    nextAts.push(...results.map(({ nextAttemptAt }) => nextAttemptAt));
    await webhookOutbox.recordAttempts(endpoint, results, change);
  };
  const isHopeless = () =>
    gone ||
    (made.length >= enoughFailures && made.every(({ succeeded }) => !succeeded)) ||
    health.paused_until !== null;

  const isAnother = watchAddressee(services, work);
  const waiting = deliveries.values();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (const delivery of waiting) {
        if (isCut || clock() >= until || (await isAnother())) return;
        const result = await attemptDelivery(services, { endpoint, delivery, sign });
        if (result === null) {
          isCut = true;
          return;
        }
        made.push(result);
        gone ||= result.status === 410;
        if (made.length >= resultsAtOnce) await write();
        if (isHopeless()) return;
      }
    }),
  );
  await write();
  const reason = gone ? "gone" : isBeyondHope(health, clock()) ? "failing" : null;
  if (reason === null) return { attempts, nextAts, isSteady, isCut };
  const { url } = endpoint;
  try {
    await services.changes.commit([{ kind: "disable_webhook_endpoint", endpoint, reason, url }]);
    services.log("warn", "webhook endpoint disabled", { endpoint_id: endpoint.id, reason });
  } catch (error) {
    // Somebody has disabled or deleted it meanwhile, or given it another address.
    if (!(error instanceof StaleStateError)) throw error;
  }
  return { attempts, nextAts, isSteady: false, isCut };
}

function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function isSame(a: EndpointHealth, b: EndpointHealth): boolean {
  return (
    a.failing_since === b.failing_since &&
    a.failures_in_a_row === b.failures_in_a_row &&
    a.paused_until === b.paused_until
  );
}
