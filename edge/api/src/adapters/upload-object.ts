import { DurableObject } from "cloudflare:workers";
import { type AdmittedUpload, createIngest, type Ingest } from "@firstframe/ingest";
import { compose } from "../compose.ts";
import type { SourcePart } from "../domain/byte-ports.ts";
import { cancelUpload } from "../domain/cancel-upload.ts";
import { completeUpload } from "../domain/complete-upload.ts";
import { expireUpload } from "../domain/expire-upload.ts";
import type { Services } from "../domain/ports.ts";
import { refuseUpload } from "../domain/refuse-upload.ts";
import { startUpload } from "../domain/start-upload.ts";
import { admittedUploadHeader, requestIdHeader } from "../http/upload-headers.ts";
import { PartLog } from "./part-log.ts";
import { PartStore } from "./part-store.ts";

/** Time until a completion that failed is tried again, in ms. */
const completionRetry = 5_000;
/** Progress is written to the database at most this often, in ms. */
const progressInterval = 1_000;
/** A reader that follows waits this long for news before it asks again, in ms. */
const followPatience = 20_000;
/** Letters and digits that tell apart what else would have the same name. */
const suffixLength = 8;

/** What the object keeps of the upload besides its bytes. */
interface Kept {
  readonly id: string;
  readonly timeoutMs: number;
  /** When the upload is given up if no further byte arrives; ms since the epoch. */
  readonly expiresAt: number;
  /** For log lines. */
  readonly correlationId?: string | null;
}

/** What there is of an upload's bytes, and whether more will come. */
export interface Growth {
  /** In ascending order, without gaps. */
  readonly parts: SourcePart[];
  readonly state: "growing" | "complete" | "gone";
}

/** The owner of one upload's bytes: offsets, parts and the lock have this one writer. */
export class UploadObject extends DurableObject<Env> {
  readonly #services: Services;
  readonly #log: PartLog;
  readonly #store: PartStore;
  readonly #ingest: Ingest;
  #lastProgress = 0;
  #followers: (() => void)[] = [];

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    const services = compose(env);
    // The verbs that discard an upload's bytes reach them here without a detour.
    const edge = { ...services.uploadBytes.edge, discard: () => this.discard() };
    this.#services = { ...services, uploadBytes: { ...services.uploadBytes, edge } };
    this.#log = new PartLog(state.storage.sql);
    this.#store = new PartStore({
      log: this.#log,
      objects: services.objects,
      makeSuffix: () => crypto.randomUUID().replaceAll("-", "").slice(0, suffixLength),
      expiresAt: () => this.#kept()?.expiresAt ?? null,
      onKept: () => this.#onKept(),
    });
    this.#ingest = createIngest({
      store: this.#store,
      makeSuffix: () => crypto.randomUUID().slice(0, suffixLength),
      report: (error, upload) =>
        services.log("error", "the upload request failed", {
          upload_id: upload.id,
          correlation_id: upload.correlation_id,
          error: error instanceof Error ? (error.stack ?? error.message) : String(error),
        }),
      events: {
        started: (upload, file) => this.#onStarted(upload, file),
        received: (upload, file) => this.#onReceived({ ...file, uploadId: upload.id }),
        refused: (upload, code) => refuseUpload(this.#services, { uploadId: upload.id, code }),
        terminated: (upload) => cancelUpload(this.#services, { uploadId: upload.id, evenOnHold: true }),
      },
    });
    void state.blockConcurrencyWhile(() => this.#store.sweep());
  }

  /** tus requests, admitted by the Worker. */
  override fetch(request: Request): Promise<Response> {
    const upload: AdmittedUpload = JSON.parse(request.headers.get(admittedUploadHeader) ?? "null");
    return this.#ingest.handle(request, upload, request.headers.get(requestIdHeader) ?? "");
  }

  /**
   * What was received beyond `after` bytes; waits for it while the upload still grows, for a while.
   *
   * @param after bytes that the caller knows of; null to wait for nothing
   */
  async growth(after: number | null): Promise<Growth> {
    const known = this.#growth();
    if (after === null || known.state !== "growing" || endOf(known.parts) > after) return known;
    const { promise: news, resolve } = Promise.withResolvers<void>();
    this.#followers.push(resolve);
    const timer = setTimeout(resolve, followPatience);
    await news;
    clearTimeout(timer);
    return this.#growth();
  }

  /** Removes all bytes and forgets the upload. */
  async discard(): Promise<void> {
    const kept = this.#kept();
    this.ctx.storage.kv.delete("upload");
    if (kept !== null) await this.#store.discard(kept.id);
    await this.ctx.storage.deleteAlarm();
    this.#wakeFollowers();
  }

  /** Gives the upload up in time, or tries a completion again that the database did not take. */
  override async alarm(): Promise<void> {
    const kept = this.#kept();
    const facts = kept && this.#log.facts(kept.id);
    if (kept === null) return;
    if (facts !== null && facts.size === facts.offset) {
      await completeUpload(this.#services, { uploadId: kept.id, sizeBytes: facts.offset });
    } else if (kept.expiresAt > Date.now()) {
      await this.ctx.storage.setAlarm(kept.expiresAt);
    } else {
      await expireUpload(this.#services, kept.id);
    }
  }

  async #onStarted(
    upload: AdmittedUpload,
    file: Omit<Parameters<typeof startUpload>[1], "uploadId">,
  ): Promise<void> {
    await startUpload(this.#services, { ...file, uploadId: upload.id });
    if (this.#kept() !== null) return;
    const timeoutMs = upload.timeout_s * 1000;
    const { id, correlation_id: correlationId } = upload;
    this.#keep({ id, timeoutMs, expiresAt: Date.now() + timeoutMs, correlationId });
    await this.ctx.storage.setAlarm(Date.now() + timeoutMs);
  }

  async #onReceived(file: Parameters<typeof completeUpload>[1]): Promise<void> {
    this.#wakeFollowers();
    // The bytes are safe; if the database is not there right now, the alarm completes the upload.
    await this.ctx.storage.setAlarm(Date.now() + completionRetry);
    await completeUpload(this.#services, file);
    await this.ctx.storage.deleteAlarm();
  }

  #onKept(): void {
    this.#wakeFollowers();
    const kept = this.#kept();
    const now = Date.now();
    if (kept === null) return;
    const expiresAt = now + kept.timeoutMs;
    this.#keep({ ...kept, expiresAt });
    if (now - this.#lastProgress < progressInterval) return;
    this.#lastProgress = now;
    const offsetBytes = this.#log.received(kept.id);
    this.#services.uploads.recordOffset(kept.id, { offsetBytes, expiresAt }).catch((error: unknown) => {
      this.#services.log("warn", "progress was not recorded", {
        upload_id: kept.id,
        correlation_id: kept.correlationId ?? null,
        error: String(error),
      });
    });
  }

  #growth(): Growth {
    const kept = this.#kept();
    if (kept === null) return { parts: [], state: "gone" };
    const facts = this.#log.facts(kept.id);
    const isComplete = facts !== null && facts.offset === facts.size;
    return { parts: this.#log.parts(kept.id), state: isComplete ? "complete" : "growing" };
  }

  #wakeFollowers(): void {
    const followers = this.#followers;
    this.#followers = [];
    for (const wake of followers) wake();
  }

  #kept(): Kept | null {
    return this.ctx.storage.kv.get<Kept>("upload") ?? null;
  }

  #keep(kept: Kept): void {
    this.ctx.storage.kv.put("upload", kept);
  }
}

function endOf(parts: readonly SourcePart[]): number {
  const last = parts.at(-1);
  return last === undefined ? 0 : last.offset + last.size;
}
