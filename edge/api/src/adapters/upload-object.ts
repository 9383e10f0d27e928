import { DurableObject } from "cloudflare:workers";
import { type Locker, MemoryLocker, Server, type Upload } from "@tus/server";
import { compose } from "../compose.ts";
import { ApiError } from "../domain/api-error.ts";
import { cancelUpload } from "../domain/cancel-upload.ts";
import { completeUpload } from "../domain/complete-upload.ts";
import type { Services, SourcePart } from "../domain/ports.ts";
import { startUpload } from "../domain/start-upload.ts";
import { problemResponse } from "../http/problem-response.ts";
import { tusPath, tusProblem, uploadIdHeader } from "../http/tus-protocol.ts";
import { checksumAlgorithms, readChecksum } from "../http/upload-checksum.ts";
import { PartStore } from "./part-store.ts";

/** Time until a completion that failed is tried again, in ms. */
const completionRetry = 5_000;
/** Progress is written to the database at most this often, in ms. */
const progressInterval = 1_000;

/** Where the object keeps when the upload is given up, in ms since the epoch. */
const expiresAt = "expires_at";

/** The owner of one upload's bytes: offsets, parts and the lock have this one writer. */
export class UploadObject extends DurableObject<Env> {
  readonly #services: Services;
  readonly #store: PartStore;
  readonly #tus: Server;
  readonly #locker = new MemoryLocker();
  #lastProgress = 0;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    const services = compose(env);
    // The verbs that discard an upload's bytes reach them here without a detour.
    this.#services = {
      ...services,
      uploadObjects: { ...services.uploadObjects, discard: () => this.discard() },
    };
    this.#store = new PartStore({
      storage: state.storage,
      objects: this.#services.objects,
      onOffset: (offset) => this.#recordProgress(offset),
    });
    this.#tus = new Server({
      path: tusPath,
      datastore: this.#store,
      locker: (request) => this.#lockFor(request.headers.get("upload-checksum")),
      // Whoever comes anew takes over from a connection that is dead: what that one delivered is kept at once.
      lockDrainTimeout: 1,
      disableTerminationForFinishedUploads: true,
      // A path without a host is right behind every proxy.
      relativeLocation: true,
      maxSize: (_request, id) => this.#maximumSize(id),
      namingFunction: (request) => request.headers.get(uploadIdHeader) ?? "",
      onUploadCreate: async (_request, upload) => this.#onCreate(upload),
      onUploadFinish: async (_request, upload) => this.#onFinish(upload),
      onResponseError: (_request, error) => {
        if (error instanceof Error && !("status_code" in error)) {
          this.#services.log("error", "the upload request failed", { error: String(error) });
        }
        return undefined;
      },
    });
  }

  /** tus requests, authenticated by the Worker. */
  override async fetch(request: Request): Promise<Response> {
    if (readChecksum(request.headers.get("upload-checksum")) === "invalid") return this.#badChecksum(request);
    const uploadId = request.headers.get(uploadIdHeader) ?? "";
    const response = this.#repeatedCreation(request) ?? (await this.#tus.handleWeb(request));
    if (response.status < 400) {
      if (request.method === "DELETE") await this.#recordTermination(uploadId);
      return this.#withExpiry(response);
    }
    // A refusal leaves the body unread; without this the platform reports a broken stream.
    if (!request.bodyUsed) await request.body?.cancel();
    return tusProblem(response, requestIdOf(request));
  }

  /** What was received, in order and without gaps. */
  parts(): SourcePart[] {
    return this.#store.parts();
  }

  /** Removes all bytes and forgets the upload. */
  async discard(): Promise<void> {
    if (this.#store.load() !== null) await this.#store.remove();
    await this.ctx.storage.deleteAlarm();
  }

  /** Tries a completion again that the database did not take. */
  override async alarm(): Promise<void> {
    const upload = this.#store.load();
    if (upload !== null && upload.size === this.#store.offset()) {
      await completeUpload(this.#services, { uploadId: upload.id, sizeBytes: upload.size });
    }
  }

  /** The lock, and with it what the bytes written under it have to add up to. */
  #lockFor(checksum: string | null): Locker {
    const expected = readChecksum(checksum);
    return {
      newLock: (id) => {
        const lock = this.#locker.newLock(id);
        return {
          lock: async (signal, requestRelease) => {
            await lock.lock(signal, requestRelease);
            this.#store.expectChecksum(expected === "invalid" ? null : expected);
          },
          unlock: async () => {
            this.#store.expectChecksum(null);
            await lock.unlock();
          },
        };
      },
    };
  }

  #badChecksum(request: Request): Response {
    return problemResponse(
      new ApiError(
        "invalid_request",
        `Upload-Checksum is not understood. Send «<algorithm> <base64>» with one of: ${checksumAlgorithms}.`,
      ),
      requestIdOf(request),
    );
  }

  async #recordTermination(uploadId: string): Promise<void> {
    const upload = await this.#services.uploads.find(uploadId);
    if (upload !== null) await cancelUpload(this.#services, upload);
  }

  /** tus 1.0, Expiration: while an upload is unfinished, every answer about it says when it will be given up. */
  #withExpiry(response: Response): Response {
    const upload = this.#store.load();
    const expires = this.ctx.storage.kv.get<number | null>(expiresAt) ?? null;
    if (upload === null || expires === null || upload.size === this.#store.offset()) return response;
    const headers = new Headers(response.headers);
    headers.set("Upload-Expires", new Date(expires).toUTCString());
    return new Response(response.body, { status: response.status, headers });
  }

  /** A client that did not hear the answer creates again: the same upload is its answer (one token, one upload). */
  #repeatedCreation(request: Request): Response | null {
    const existing = this.#store.load();
    if (request.method !== "POST" || existing === null) return null;
    const length = request.headers.get("upload-length");
    if (length !== null && existing.size !== null && Number(length) !== existing.size) {
      return problemResponse(
        new ApiError(
          "conflict",
          `This upload was begun with a file of ${existing.size} bytes. Get a new upload for another file.`,
        ),
        requestIdOf(request),
      );
    }
    return new Response(null, {
      status: 201,
      headers: { "Tus-Resumable": "1.0.0", Location: `${tusPath}/${existing.id}` },
    });
  }

  async #maximumSize(id: string | null): Promise<number> {
    const upload = id === null ? null : await this.#services.uploads.find(id);
    return upload?.max_size_bytes ?? this.#services.settings.maxUploadBytes;
  }

  async #onCreate(upload: Upload): Promise<{ metadata?: Upload["metadata"] }> {
    const { uploads } = this.#services;
    this.ctx.storage.kv.put(expiresAt, (await uploads.find(upload.id))?.expires_at ?? null);
    await startUpload(this.#services, {
      uploadId: upload.id,
      sizeBytes: upload.size ?? null,
      filename: upload.metadata?.filename ?? null,
      contentType: upload.metadata?.filetype ?? null,
    });
    return {};
  }

  async #onFinish(upload: Upload): Promise<object> {
    // The bytes are safe; if the database is not there right now, the alarm completes the upload.
    await this.ctx.storage.setAlarm(Date.now() + completionRetry);
    await completeUpload(this.#services, { uploadId: upload.id, sizeBytes: upload.offset });
    await this.ctx.storage.deleteAlarm();
    return {};
  }

  async #recordProgress(offset: number): Promise<void> {
    const upload = this.#store.load();
    const now = Date.now();
    if (upload === null || now - this.#lastProgress < progressInterval) return;
    this.#lastProgress = now;
    await this.#services.uploads.recordOffset(upload.id, { offsetBytes: offset, expiresAt: 0 });
  }
}

/** The Worker names every request; its answers and log lines carry the name. */
function requestIdOf(request: Request): string {
  return request.headers.get("x-request-id") ?? "";
}
