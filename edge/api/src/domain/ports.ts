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
  View,
  ViewListQuery,
} from "@firstframe/contract";
import type { AssetRecord } from "./asset-record.ts";
import type { Change } from "./change.ts";
import type { JobRecord } from "./job-record.ts";
import type { TaskRecord, TaskWithOutput } from "./task-record.ts";
import type { TrackRecord } from "./track-record.ts";
import type { UploadRecord } from "./upload-record.ts";

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

export interface EventLog {
  list(environment: Environment, query: EventListQuery): Promise<Event[]>;
}

/** Who changed what; written by `audit` changes, each in the transaction of what it tells of. */
export interface AuditLog {
  list(environment: Environment, query: AuditListQuery): Promise<Page<AuditEntry>>;
}

export interface ApiKeyRecord extends ApiKey {
  readonly secret_hash: string;
}

export interface ApiKeyRecords {
  create(key: ApiKeyRecord): Promise<void>;
  findByHash(hash: string): Promise<ApiKeyRecord | null>;
  find(id: string): Promise<ApiKeyRecord | null>;
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

/** A view with the sequence number of the beacon that told it. */
interface ViewSnapshot extends View {
  readonly sequence: number;
}

export type ViewColumn = "startup_time_ms" | "player_startup_time_ms" | "page_load_time_ms";

interface Timeframe {
  /** Milliseconds since the epoch; from inclusive, to exclusive. */
  readonly from: number;
  readonly to: number;
}

export interface ViewFilter extends Timeframe {
  readonly environment: Environment;
  readonly asset_id?: string | undefined;
}

/** What the ratio metrics need: how many views, and the sums over them of x (the part) and y (the whole). */
export interface PairSums {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
}

export interface ViewRecords {
  /** Keeps the snapshot with the highest sequence number of each view. False where it was superseded already. */
  save(snapshot: ViewSnapshot): Promise<boolean>;
  find(environment: Environment, id: string): Promise<View | null>;
  list(environment: Environment, query: ViewListQuery): Promise<Page<View>>;
  count(filter: ViewFilter): Promise<number>;
  /** How many views define the value. */
  countDefined(filter: ViewFilter, column: ViewColumn): Promise<number>;
  /** Values at the given ranks (from 0) of the ascending order, in the order of the ranks asked. */
  valuesAt(filter: ViewFilter, column: ViewColumn, ranks: readonly number[]): Promise<number[]>;
  rebufferSums(filter: ViewFilter, part: "duration" | "count"): Promise<PairSums>;
  countFailed(filter: ViewFilter, beforeStart: boolean): Promise<number>;
}

/** Inclusive of `start`, exclusive of `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface StoredObject {
  readonly body: ReadableStream<Uint8Array>;
  /** Of the whole object. */
  readonly size: number;
  readonly contentType: string | null;
  readonly etag: string;
  /** What the body holds; null for all of it. */
  readonly range: ByteRange | null;
}

interface ReplacingObject {
  readonly body: string;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface ObjectStore {
  /** @param range where `end` may be null for «to the end» and `start` negative for «the last −start bytes» */
  get(
    key: string,
    range?: { start: number; end: number | null },
  ): Promise<StoredObject | "not_satisfiable" | null>;
  /** The body must be of known length: a buffer, or a stream with `size`. */
  put(
    key: string,
    body: Uint8Array | ReadableStream<Uint8Array>,
    options: { size: number; contentType: string },
  ): Promise<void>;
  /**
   * Writes an object in knowledge of the one that is there: nobody else's write comes between.
   *
   * @param write gets the metadata of the object that is there, null where there is none, and gives what replaces it, null for
   *   nothing; called again when somebody else was quicker
   */
  replace(
    key: string,
    write: (existing: Readonly<Record<string, string>> | null) => ReplacingObject | null,
  ): Promise<void>;
  /** All keys under the prefix. */
  list(prefix: string): Promise<string[]>;
  delete(keys: readonly string[]): Promise<void>;
  deleteUnder(prefix: string): Promise<number>;
}

export interface SourcePart {
  readonly key: string;
  readonly offset: number;
  readonly size: number;
}

/** What a reader wants of a source. */
export interface SourceRequest {
  /** Negative for «the last −start bytes». */
  readonly start: number;
  /** Exclusive; null for «to the end». */
  readonly end: number | null;
  /** While the upload still runs: go on reading as bytes arrive, until it ends. */
  readonly follow: boolean;
}

/** A stretch of a source. A body that follows an upload fails when the upload is given up. */
export interface SourceRange {
  readonly body: ReadableStream<Uint8Array>;
  /** `end` null: as far as the upload goes. */
  readonly range: { readonly start: number; readonly end: number | null };
  /** Of the whole source; null while it grows. */
  readonly sizeBytes: number | null;
}

/** Uploads' bytes where they arrived. */
export interface UploadBytes {
  /** @throws ApiError `gone`, `range_not_satisfiable` */
  read(uploadId: string, request: SourceRequest): Promise<SourceRange>;
  /** Refuses further bytes and removes the received ones. */
  discard(uploadId: string): Promise<void>;
}

/** The owners of the uploads that arrive at the Worker: they speak tus. */
export interface UploadOwners {
  fetch(uploadId: string, request: Request): Promise<Response>;
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
  readonly log: Log;
  readonly settings: Settings;
  readonly changes: ChangeLog;
  readonly assets: AssetRecords;
  readonly tracks: TrackRecords;
  readonly uploads: UploadRecords;
  readonly jobs: JobRecords;
  readonly tasks: TaskRecords;
  readonly purges: PurgeRecords;
  readonly events: EventLog;
  readonly apiKeys: ApiKeyRecords;
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
}
