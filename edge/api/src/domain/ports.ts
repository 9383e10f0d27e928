import type {
  ApiKey,
  AssetListQuery,
  AuditEntry,
  AuditListQuery,
  Environment,
  Event,
  EventListQuery,
  IdKind,
  Ingest,
  JobKind,
  JobListQuery,
  ListQuery,
  Scope,
  ServiceStatus,
  TaskDispatch,
  TaskStage,
  UploadListQuery,
} from "@firstframe/contract";
import type { AssetRecord } from "./asset-record.ts";
import type { Allowance, Budget, KeyBudget, RateLimits } from "./budget.ts";
import type { ObjectStore, UploadBytes, UploadOwners } from "./byte-ports.ts";
import type { Change } from "./change.ts";
import type { Contradiction } from "./contradiction.ts";
import type { JobRecord } from "./job-record.ts";
import type { TaskRecord, TaskWithOutput } from "./task-record.ts";
import type { TrackRecord } from "./track-record.ts";
import type { UploadRecord } from "./upload-record.ts";
import type { ViewRecords } from "./view-ports.ts";
import type {
  WebhookDispatch,
  WebhookOutbox,
  WebhookRecords,
  WebhookSender,
} from "./webhooks/webhook-ports.ts";

/** Milliseconds since the epoch. */
export type Clock = () => number;
export type MakeId = (kind: IdKind) => string;
export type RandomBytes = (count: number) => Uint8Array;
export type Log = (
  level: "info" | "warn" | "error",
  message: string,
  fields?: Record<string, unknown>,
) => void;

export interface Page<Item> {
  readonly data: Item[];
  readonly next_cursor: string | null;
}

/** The one place where states change. */
export interface ChangeLog {
  /**
   * Writes the changes and their events in one transaction, in order.
   *
   * @throws StaleStateError when a state is not one from which its change is legal; then nothing is written
   */
  commit(changes: readonly Change[], options?: CommitOptions): Promise<void>;
}

interface CommitOptions {
  /** What the request will be answered, where that is known already: it is kept together with the changes then. */
  readonly answer?: unknown;
}

/** A request that its caller has named, so that it is done once however often it comes. */
export interface RequestName {
  readonly environment: string;
  /** SHA-256 of the idempotency key and whose it is. */
  readonly keyHash: string;
}

/** What is known of a named request. Times in ms since the epoch. */
export interface RequestRecord {
  /** SHA-256 of what was asked for. */
  readonly fingerprint: string;
  readonly claim_id: string;
  readonly claimed_at: number;
  readonly started_at: number;
  readonly sealed_seed: string | null;
  readonly commits: number;
  readonly sealed_answer: string | null;
  readonly expires_at: number;
}

/** Named requests; most are written by `claim_request` changes, in the transaction of what they change. */
export interface RequestRecords {
  find(name: RequestName): Promise<RequestRecord | null>;
  /** False where there is one of that name. */
  insert(name: RequestName, record: RequestRecord): Promise<boolean>;
  /** Hands the work on to another claim; false where somebody else was quicker. */
  takeOver(name: RequestName, from: string, to: string, now: number): Promise<boolean>;
  /** Keeps the answer, and forgets what would be needed without one; nothing when the claim has been lost. */
  answer(name: RequestName, claimId: string, sealedAnswer: string): Promise<void>;
  /** Nobody works on it any more. */
  release(name: RequestName, claimId: string): Promise<void>;
  /** Forgets those that have expired. */
  prune(now: number): Promise<void>;
}

/** Keeps secrets at rest (authenticated encryption with a key for each purpose). */
export interface Sealer {
  seal(purpose: string, plaintext: string): Promise<string>;
  unseal(purpose: string, sealed: string): Promise<string>;
}

export interface AssetRecords {
  find(id: string): Promise<AssetRecord | null>;
  findByPlaybackId(playbackId: string): Promise<AssetRecord | null>;
  list(environment: Environment, query: AssetListQuery): Promise<Page<AssetRecord>>;
  /** Whose time to be kept has ended, and that nothing holds. */
  findToDelete(now: number, limit: number): Promise<AssetRecord[]>;
}

export interface UploadRecords {
  find(id: string): Promise<UploadRecord | null>;
  list(environment: Environment, query: UploadListQuery): Promise<Page<UploadRecord>>;
  /** Bytes received so far, and until when the upload waits for more; ignored once it has left `uploading`. */
  recordOffset(id: string, progress: { offsetBytes: number; expiresAt: number }): Promise<void>;
  findExpired(now: number, limit: number): Promise<UploadRecord[]>;
}

export interface TrackRecords {
  /** Oldest first. */
  listOfAsset(assetId: string): Promise<TrackRecord[]>;
}

/** A job and all its tasks at one moment. */
export interface JobSnapshot {
  readonly job: JobRecord;
  /** By position. */
  readonly tasks: readonly TaskWithOutput[];
}

export interface JobRecords {
  find(id: string): Promise<JobRecord | null>;
  /** The asset's job of this kind that is not over. */
  findOpen(assetId: string, kind: JobKind): Promise<JobRecord | null>;
  /** The asset's last job of this kind. */
  findLatest(assetId: string, kind: JobKind): Promise<JobRecord | null>;
  snapshot(id: string): Promise<JobSnapshot | null>;
  list(environment: Environment, query: JobListQuery): Promise<Page<JobRecord>>;
  /** Running jobs whose tasks have all ended. */
  findUnconcluded(limit: number): Promise<JobRecord[]>;
}

export interface TaskRecords {
  find(id: string): Promise<TaskRecord | null>;
  /** By position. */
  listOfJob(jobId: string): Promise<TaskRecord[]>;
  /** Prolongs the lease of a running attempt and counts its progress; false when the attempt no longer holds it. */
  beat(
    id: string,
    beat: { attempt: number; stage: TaskStage; progress: number; leaseExpiresAt: number },
  ): Promise<boolean>;
  recordEnqueued(id: string, now: number): Promise<void>;
  /** Running tasks whose lease ended before `now`. */
  findLost(now: number, limit: number): Promise<TaskRecord[]>;
  /** Queued tasks that were last put on the queue before `before`. */
  findForgotten(before: number, limit: number): Promise<TaskRecord[]>;
  /** The job's first planned task that waits, unless one of another job has waited since before `othersBefore`. */
  findNext(jobId: string, othersBefore: number): Promise<TaskRecord | null>;
  /** Both environments share the workers. */
  queue(
    now: number,
  ): Promise<ServiceStatus["queue"] & { queued_weight: number; seconds_per_weight: number | null }>;
}

/** Objects under `prefix` belong to nothing; they are to be removed from `due_at` on. */
export interface Purge {
  readonly prefix: string;
  readonly due_at: number;
}

export interface PurgeRecords {
  list(): Promise<Purge[]>;
  findDue(now: number, limit: number): Promise<Purge[]>;
  /** The prefix was emptied: the next pass is due then, if there is to be one. */
  settle(purge: Purge, nextDueAt: number): Promise<void>;
}

interface EventPage extends Page<Event> {
  /** Nothing that was asked for is missing up to this sequence number. */
  readonly read_up_to: number;
}

export interface EventLog {
  /** What it answers is of one moment: whatever is committed later comes after `read_up_to`. */
  list(environment: Environment, query: EventListQuery): Promise<EventPage>;
}

/** Who changed what; written by `audit` changes, each in the transaction of what it tells of. */
export interface AuditLog {
  list(environment: Environment, query: AuditListQuery): Promise<Page<AuditEntry>>;
}

export interface ApiKeyRecord extends ApiKey {
  readonly secret_hash: string;
  /** The first of the keys that replaced each other, of which this is the latest; its own id where there was none before. */
  readonly lineage_id: string;
}

export interface ApiKeyRecords {
  findByHash(hash: string): Promise<ApiKeyRecord | null>;
  find(id: string): Promise<ApiKeyRecord | null>;
  /** Newest first. @param environment null for every one */
  list(environment: Environment | null, query: ListQuery): Promise<Page<ApiKeyRecord>>;
  /** Adds to what is known of a key's use. */
  recordUses(id: string, uses: { count: number; lastUsedAt: number }): Promise<void>;
}

/** What a key is good for right now. */
export interface KeyAdmission {
  /** Null for a secret that is no key's. A key that was revoked or has ended is told as it is. */
  readonly key: ApiKeyRecord | null;
  /** Null where nothing was counted: the key is not good, or its budgets are out of reach. */
  readonly allowance: Allowance | null;
}

/** Whoever watches over the use of each key: one call a request. */
export interface KeyGuards {
  /** Finds the key and takes one request from its budget; a request that is admitted counts as a use. */
  admit(secretHash: string, budget: KeyBudget): Promise<KeyAdmission>;
  /** The key has changed: nothing that was known of it counts any more. Does not fail. */
  forget(secretHash: string): Promise<void>;
}

/** Whoever watches over callers without a key, by their network. */
export interface AddressGuards {
  /** Takes one request from the network's budget; null where the budgets are out of reach. */
  spend(network: string, budget: Budget): Promise<Allowance | null>;
}

export interface SigningKeyRecord {
  readonly kid: string;
  readonly environment: Environment;
  readonly public_jwk: string;
  readonly sealed_private_jwk: string;
  readonly created_at: number;
  readonly revoked_at: number | null;
}

export interface SigningKeyRecords {
  create(key: SigningKeyRecord): Promise<void>;
  find(kid: string): Promise<SigningKeyRecord | null>;
  newest(environment: Environment): Promise<SigningKeyRecord | null>;
  list(environment: Environment, query: ListQuery): Promise<Page<SigningKeyRecord>>;
  /** Those of every environment that are good, newest first. */
  listPublic(): Promise<SigningKeyRecord[]>;
}

export interface TaskQueue {
  /** @param delayS whole seconds */
  send(taskId: string, delayS?: number): Promise<void>;
}

export type DispatchOutcome =
  | { readonly kind: "accepted" }
  | { readonly kind: "busy"; readonly retryAfterS: number }
  | { readonly kind: "unreachable"; readonly reason: string };

export interface MediaWorkers {
  dispatch(dispatch: TaskDispatch): Promise<DispatchOutcome>;
}

interface UploadClaims {
  readonly upload_id: string;
  readonly environment: Environment;
}

/** Claims of a token that was read, with its end in ms since the epoch. */
type ReadClaims<Claims> = Claims & { readonly expires_at: number };

interface TaskClaims {
  readonly task_id: string;
}

interface SessionClaims {
  readonly key_id: string;
  readonly scopes: readonly Scope[];
}

/**
 * Short-lived tokens that only this deployment makes and reads. Reading throws ApiError `unauthenticated`, or
 * `token_expired` unless `evenExpired`.
 */
export interface Tokens {
  signUpload(claims: UploadClaims, expiresAt: number): Promise<string>;
  readUpload(token: string, options?: { evenExpired?: boolean }): Promise<ReadClaims<UploadClaims>>;
  signTask(claims: TaskClaims, expiresAt: number): Promise<string>;
  readTask(token: string): Promise<TaskClaims>;
  signSession(claims: SessionClaims, expiresAt: number): Promise<string>;
  readSession(token: string): Promise<SessionClaims>;
  /** Whether `secret` is the deployment's root secret; constant time. */
  isRootSecret(secret: string): Promise<boolean>;
  /** Whether `secret` is the one shared with the media workers; constant time. */
  isMediaSecret(secret: string): Promise<boolean>;
}

interface PlaybackClaims {
  readonly playback_id: string;
  readonly environment: Environment;
}

export interface PlaybackSigner {
  /**
   * A new key, made `now`, which is not kept by this. What `random` gives determines it.
   *
   * @returns with its private half as JSON (RFC 7517)
   */
  makeKey(
    environment: Environment,
    made: { readonly random: RandomBytes; readonly now: number },
  ): Promise<{ readonly record: SigningKeyRecord; readonly privateJwk: string }>;
  sign(
    environment: Environment,
    claims: { playback_id: string; viewer_id?: string | undefined },
    expiresAt: number,
  ): Promise<string>;
  /** @throws ApiError `unauthenticated`, or `token_expired` unless `evenExpired` */
  read(token: string, options?: { evenExpired?: boolean }): Promise<PlaybackClaims>;
  /** Public keys of every environment (RFC 7517). */
  jwks(): Promise<{ keys: unknown[] }>;
}

/** Records that contradict each other. Every change keeps them in line, so there are none but those that came from outside. */
export interface Contradictions {
  find(limit: number): Promise<Contradiction[]>;
}

/** What the operator of the deployment decides. */
interface Settings {
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly maxUploadBytes: number;
  /** Uploads of at least this size, and those of unknown size, are processed while they arrive. */
  readonly earlyStartBytes: number;
  /** Where new uploads arrive. */
  readonly ingest: Ingest;
  /** Where pages reach each kind of ingest; without a slash at the end. */
  readonly ingestUrls: Readonly<Record<Ingest, string>>;
  /** How long a worker keeps a task after each sign of life, in ms. */
  readonly leaseMs: number;
  readonly rateLimits: RateLimits;
  /** Above this much waiting work no heavy work is taken. */
  readonly highWater: { readonly waitS: number; readonly tasks: number };
  /** `host` or `host:port` that the sandbox may fetch from whatever their address. */
  readonly fetchAllowedHosts: readonly string[];
}

/** Everything that the domain needs of the world. */
export interface Services {
  readonly clock: Clock;
  /** From 0 to less than 1. */
  readonly random: () => number;
  readonly makeId: MakeId;
  /** From a cryptographic source. */
  readonly randomBytes: RandomBytes;
  /** The source that a seed of 32 bytes determines. */
  readonly seededBytes: (seed: Uint8Array) => RandomBytes;
  readonly log: Log;
  /** W3C trace context that what happens is part of; null for what nobody asked for. */
  readonly traceparent: string | null;
  /** What its caller calls it; null where it calls it nothing. */
  readonly correlationId: string | null;
  readonly settings: Settings;
  readonly changes: ChangeLog;
  readonly assets: AssetRecords;
  readonly tracks: TrackRecords;
  readonly uploads: UploadRecords;
  readonly jobs: JobRecords;
  readonly tasks: TaskRecords;
  readonly purges: PurgeRecords;
  readonly events: EventLog;
  readonly requests: RequestRecords;
  readonly sealer: Sealer;
  readonly apiKeys: ApiKeyRecords;
  readonly keyGuards: KeyGuards;
  readonly addressGuards: AddressGuards;
  readonly signingKeys: SigningKeyRecords;
  readonly audit: AuditLog;
  readonly views: ViewRecords;
  readonly objects: ObjectStore;
  readonly uploadOwners: UploadOwners;
  readonly uploadBytes: Readonly<Record<Ingest, UploadBytes>>;
  readonly queue: TaskQueue;
  readonly media: MediaWorkers;
  readonly tokens: Tokens;
  readonly playback: PlaybackSigner;
  readonly contradictions: Contradictions;
  readonly webhooks: WebhookRecords;
  readonly webhookOutbox: WebhookOutbox;
  readonly webhookDispatch: WebhookDispatch;
  readonly webhookSender: WebhookSender;
}
