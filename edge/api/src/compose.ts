import { type Ingest, idRandomBytes, ingests, makeId } from "@firstframe/contract/constants";
import { d1ApiKeyRecords } from "./adapters/d1-api-key-records.ts";
import { d1AssetRecords } from "./adapters/d1-asset-records.ts";
import { d1AuditLog } from "./adapters/d1-audit-log.ts";
import { d1ChangeLog } from "./adapters/d1-change-log.ts";
import { d1Contradictions } from "./adapters/d1-contradictions.ts";
import { d1EventLog } from "./adapters/d1-event-log.ts";
import { d1JobRecords } from "./adapters/d1-job-records.ts";
import { d1PurgeRecords } from "./adapters/d1-purge-records.ts";
import { d1RequestRecords } from "./adapters/d1-request-records.ts";
import { d1SigningKeyRecords } from "./adapters/d1-signing-key-records.ts";
import { d1TaskRecords } from "./adapters/d1-task-records.ts";
import { d1TrackRecords } from "./adapters/d1-track-records.ts";
import { d1UploadRecords } from "./adapters/d1-upload-records.ts";
import { d1ViewRecords } from "./adapters/d1-view-records.ts";
import { d1WebhookOutbox } from "./adapters/d1-webhook-outbox.ts";
import { d1WebhookRecords } from "./adapters/d1-webhook-records.ts";
import { durableAddressGuards } from "./adapters/durable-address-guards.ts";
import { durableKeyGuards } from "./adapters/durable-key-guards.ts";
import { durableUploadOwners } from "./adapters/durable-upload-owners.ts";
import { durableWebhookDispatch } from "./adapters/durable-webhook-dispatch.ts";
import { edgeUploadBytes } from "./adapters/edge-upload-bytes.ts";
import { httpMediaWorkers } from "./adapters/http-media-workers.ts";
import { httpWebhookSender } from "./adapters/http-webhook-sender.ts";
import { josePlaybackSigner } from "./adapters/jose-playback-signer.ts";
import { jsonLog } from "./adapters/json-log.ts";
import { fetchMediaContainer } from "./adapters/media-container.ts";
import { pokingChangeLog } from "./adapters/poking-change-log.ts";
import { queueTaskQueue } from "./adapters/queue-task-queue.ts";
import { r2ObjectStore } from "./adapters/r2-object-store.ts";
import { rootSecret } from "./adapters/root-secret.ts";
import { rootSecretTokens } from "./adapters/root-secret-tokens.ts";
import { seededBytes } from "./adapters/seeded-bytes.ts";
import { workerUploadBytes } from "./adapters/worker-upload-bytes.ts";
import type { RateLimits } from "./domain/budget.ts";
import { parseRateLimits } from "./domain/parse-rate-limits.ts";
import type { MakeId, RandomBytes, Services } from "./domain/ports.ts";

/** Where a container listens, as seen through its stub: only the path matters. */
const containerUrl = "http://media";

/** What is smaller is here before a worker has looked at it. */
const earlyStartBytes = 4 * 1024 * 1024;

/** What an endpoint has to answer a webhook, in ms. */
const webhookTimeoutMs = 15_000;

/** By the bindings, which are the isolate's. */
const known = new WeakMap<Env, Services>();

/**
 * Turns the platform's bindings into what the domain needs, once; nothing else touches `Env`.
 *
 * @throws Error for a configuration that cannot work; its reason is in the log
 */
export function compose(env: Env): Services {
  try {
    const services = known.get(env) ?? composed(env);
    known.set(env, services);
    return services;
  } catch (error) {
    jsonLog()("error", "the configuration cannot work", { error: String(error) });
    throw error;
  }
}

function composed(env: Env): Services {
  const clock = () => Date.now();
  const randomBytes: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));
  const newId: MakeId = (kind) => makeId(kind, randomBytes(idRandomBytes));
  const root = rootSecret(env.ROOT_SECRET);
  const publicUrl = withoutSlash(env.PUBLIC_URL);
  const objects = r2ObjectStore(env.BUCKET);
  const log = jsonLog();
  const limits = rateLimitsOf(env);
  const apiKeys = d1ApiKeyRecords(env.DB);
  const signingKeys = d1SigningKeyRecords(env.DB);
  const webhookObjects = { dispatcher: env.WEBHOOK_DISPATCHER, endpoints: env.WEBHOOK_ENDPOINTS };
  return {
    clock,
    random: Math.random,
    makeId: newId,
    randomBytes,
    seededBytes,
    log,
    traceparent: null,
    correlationId: null,
    settings: {
      publicUrl,
      maxUploadBytes: Number(env.MAX_UPLOAD_BYTES),
      earlyStartBytes,
      ingest: ingestOf(env),
      leaseMs: leaseOf(env),
      rateLimits: limits,
      highWater: highWaterOf(env),
      fetchAllowedHosts: listOf(env.FETCH_ALLOWED_HOSTS.toLowerCase()),
      ingestUrls: { edge: publicUrl, worker: withoutSlash(env.MEDIA_PUBLIC_URL) },
    },
    changes: pokingChangeLog(d1ChangeLog(env.DB, { clock, makeId: newId }), {
      ...{ objects: webhookObjects, clock, log },
    }),
    assets: d1AssetRecords(env.DB),
    tracks: d1TrackRecords(env.DB),
    uploads: d1UploadRecords(env.DB),
    jobs: d1JobRecords(env.DB),
    tasks: d1TaskRecords(env.DB),
    purges: d1PurgeRecords(env.DB),
    events: d1EventLog(env.DB),
    requests: d1RequestRecords(env.DB),
    sealer: root,
    apiKeys,
    keyGuards: durableKeyGuards(env.KEY_GUARDS, { limits, records: apiKeys, log }),
    addressGuards: durableAddressGuards(env.ADDRESS_GUARDS, { limits, log }),
    signingKeys,
    audit: d1AuditLog(env.DB),
    views: d1ViewRecords(env.DB),
    objects,
    uploadOwners: durableUploadOwners(env.UPLOADS),
    uploadBytes: {
      edge: edgeUploadBytes(env.UPLOADS, objects),
      worker: workerUploadBytes((request) => fetch(request), {
        url: env.MEDIA_URL,
        secret: env.MEDIA_SECRET,
        log,
      }),
    },
    queue: queueTaskQueue(env.JOBS),
    media:
      env.MEDIA_URL === ""
        ? httpMediaWorkers((request) => fetchMediaContainer(env.MEDIA, request), {
            ...{ urls: [containerUrl], secret: env.MEDIA_SECRET, random: Math.random },
          })
        : httpMediaWorkers((request) => fetch(request), {
            ...{ urls: listOf(env.MEDIA_URL), secret: env.MEDIA_SECRET, random: Math.random },
          }),
    tokens: rootSecretTokens(root, env.MEDIA_SECRET),
    playback: josePlaybackSigner({ keys: signingKeys, root, clock, randomBytes }),
    contradictions: d1Contradictions(env.DB),
    webhooks: d1WebhookRecords(env.DB),
    webhookOutbox: d1WebhookOutbox(env.DB),
    webhookDispatch: durableWebhookDispatch(webhookObjects),
    webhookSender: httpWebhookSender((url, init) => fetch(url, init), {
      ...{ timeoutMs: webhookTimeoutMs, now: clock },
    }),
  };
}

/** The parts of a list that is written with commas. */
function listOf(text: string): string[] {
  return text.split(",").flatMap((part) => withoutSlash(part.trim()) || []);
}

/** @throws Error for what is no sensible time */
function leaseOf({ LEASE_S }: Env): number {
  const seconds = Number(LEASE_S);
  if (seconds >= 5 && seconds <= 600) return seconds * 1000;
  throw new Error(`LEASE_S is «${LEASE_S}»; it may be 5 to 600 seconds`);
}

/** @throws Error for what is no list of limits */
function rateLimitsOf({ RATE_LIMITS }: Env): RateLimits {
  try {
    return parseRateLimits(RATE_LIMITS);
  } catch (error) {
    throw new Error(`RATE_LIMITS is «${RATE_LIMITS}»: ${(error as Error).message}`, { cause: error });
  }
}

/** @throws Error for what is no measure of waiting work */
function highWaterOf({ QUEUE_HIGH_WATER_S, QUEUE_HIGH_WATER_TASKS }: Env): Services["settings"]["highWater"] {
  return {
    waitS: wholeNumber("QUEUE_HIGH_WATER_S", QUEUE_HIGH_WATER_S),
    tasks: wholeNumber("QUEUE_HIGH_WATER_TASKS", QUEUE_HIGH_WATER_TASKS),
  };
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`${name} is «${text}»; it must be a whole number`);
}

/** @throws Error for a configuration that cannot work; it ends every request, with its reason in the log */
function ingestOf({ INGEST, MEDIA_URL, MEDIA_PUBLIC_URL }: Env): Ingest {
  const ingest = ingests.find((name) => name === INGEST);
  if (ingest === undefined) throw new Error(`INGEST is «${INGEST}»; it may be ${ingests.join(" or ")}`);
  if (ingest === "worker" && (MEDIA_URL === "" || MEDIA_PUBLIC_URL === "")) {
    throw new Error(
      "INGEST «worker» needs MEDIA_URL and MEDIA_PUBLIC_URL: the one media worker that keeps the files",
    );
  }
  return ingest;
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
