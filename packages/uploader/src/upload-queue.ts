import type { UploadGrant } from "@firstframe/contract";
import { followStatus } from "./follow-status.ts";
import { requestGrant, type UploadEndpoint } from "./request-grant.ts";
import type { ResumeStore } from "./resume-store.ts";
import { retryDelay } from "./retry-delay.ts";
import { speedMeter } from "./speed-meter.ts";
import type { UploaderStrings } from "./strings.ts";
import type { SendOptions } from "./tus-transport.ts";
import { UploadError } from "./upload-error.ts";
import {
  type FileError,
  type FileSignal,
  isOver,
  newFile,
  reduceFile,
  type UploadFile,
} from "./upload-file.ts";

/** Tries in a row without a byte of progress before a file fails (it can be tried again by hand). */
const patience = 8;

export interface QueueDependencies {
  readonly endpoint: () => UploadEndpoint;
  readonly strings: () => UploaderStrings;
  readonly parallel: () => number;
  readonly send: (options: SendOptions) => Promise<void>;
  readonly terminate: (uploadUrl: string, token: string) => Promise<void>;
  readonly fetch: typeof fetch;
  readonly fingerprint: (file: Blob) => Promise<string>;
  readonly store: ResumeStore;
  readonly online: () => boolean;
  readonly now: () => number;
  readonly random: () => number;
  readonly makeId: () => string;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Called after every change of a file. */
  readonly onChange: (file: UploadFile, before: UploadFile | null) => void;
}

interface Entry {
  state: UploadFile;
  readonly file: File;
  fingerprint: string | null;
  grant: UploadGrant | null;
  uploadUrl: string | null;
  /** Ends whatever the file is doing right now. */
  abort: AbortController | null;
}

/** The list of files and what is being done about them; the states themselves follow from the pure machine. */
export class UploadQueue {
  readonly #dependencies: QueueDependencies;
  readonly #entries = new Map<string, Entry>();

  constructor(dependencies: QueueDependencies) {
    this.#dependencies = dependencies;
  }

  get files(): UploadFile[] {
    return [...this.#entries.values()].map(({ state }) => state);
  }

  /** Adds a file, or shows why it is not taken. */
  add(file: File, refusal: FileError | null): UploadFile {
    const { makeId, onChange } = this.#dependencies;
    const fresh = newFile(makeId(), file.name, file.size);
    const state: UploadFile = refusal === null ? fresh : { ...fresh, status: "refused", error: refusal };
    this.#entries.set(state.id, {
      state,
      file,
      fingerprint: null,
      grant: null,
      uploadUrl: null,
      abort: null,
    });
    onChange(state, null);
    this.#work();
    return state;
  }

  /** Whether the very file is in the list and not over. */
  has(file: File): boolean {
    return [...this.#entries.values()].some(
      (entry) =>
        !isOver(entry.state) &&
        entry.file.name === file.name &&
        entry.file.size === file.size &&
        entry.file.lastModified === file.lastModified,
    );
  }

  pause(id: string): void {
    this.#stop(id, { type: "pause" });
  }

  /** Goes on with a paused file, or tries a failed one again. */
  resume(id: string): void {
    this.#signal(id, { type: "requeue" });
    this.#work();
  }

  cancel(id: string): void {
    const entry = this.#entries.get(id);
    this.#stop(id, { type: "cancel" });
    if (!entry) return;
    const { uploadUrl, grant } = entry;
    this.#startOver(entry);
    if (uploadUrl !== null && grant !== null) {
      // A server that does not hear of it lets the upload expire.
      this.#dependencies.terminate(uploadUrl, grant.token).catch(() => undefined);
    }
  }

  remove(id: string): void {
    this.#entries.get(id)?.abort?.abort();
    this.#entries.delete(id);
    this.#work();
  }

  /** The connection is gone: what is being sent stops and waits. */
  goOffline(): void {
    for (const { state } of this.#entries.values()) {
      if (["preparing", "uploading", "retrying"].includes(state.status)) {
        this.#stop(state.id, { type: "interrupt", online: false, retryAt: null });
      }
    }
  }

  goOnline(): void {
    for (const { state } of this.#entries.values()) {
      if (state.status === "offline") this.#signal(state.id, { type: "requeue" });
    }
    this.#work();
  }

  /** Stops everything, as when the element leaves the page. */
  stopAll(): void {
    for (const { abort } of this.#entries.values()) abort?.abort();
  }

  #signal(id: string, signal: FileSignal): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    const before = entry.state;
    entry.state = reduceFile(before, signal);
    if (entry.state !== before) this.#dependencies.onChange(entry.state, before);
  }

  /** Signals first, then ends what is running: its own last words then come too late. */
  #stop(id: string, signal: FileSignal): void {
    this.#signal(id, signal);
    this.#entries.get(id)?.abort?.abort();
    this.#work();
  }

  /** Starts waiting files, in order, while there is room. */
  #work(): void {
    const sending = ["preparing", "uploading", "retrying"];
    for (const entry of this.#entries.values()) {
      const busy = [...this.#entries.values()].filter(({ state }) => sending.includes(state.status)).length;
      if (busy >= this.#dependencies.parallel()) return;
      if (entry.state.status === "waiting") void this.#run(entry);
    }
  }

  async #run(entry: Entry): Promise<void> {
    const { id } = entry.state;
    const abort = new AbortController();
    entry.abort = abort;
    this.#signal(id, { type: "prepare" });
    try {
      await this.#send(entry, abort.signal);
      this.#forget(entry);
      this.#signal(id, { type: "received" });
      this.#work();
      await this.#follow(entry, abort.signal);
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#signal(id, { type: "fail", error: toFileError(error, this.#dependencies.strings()) });
      this.#work();
    }
  }

  /** Sends the whole file, through as many interruptions as it takes. */
  async #send(entry: Entry, signal: AbortSignal): Promise<void> {
    const { id } = entry.state;
    const { online, now, random, sleep } = this.#dependencies;
    let failures = 0;
    for (;;) {
      const sentBefore = entry.state.sentBytes;
      try {
        await this.#attempt(entry, signal);
        return;
      } catch (error) {
        if (signal.aborted || !(error instanceof UploadError)) throw error;
        if (!error.transient) {
          // The upload is gone or its token is no longer good: a new try needs a new one.
          if (["gone", "not_found", "token_expired", "unauthenticated"].includes(error.code))
            this.#startOver(entry);
          throw error;
        }
        failures = entry.state.sentBytes > sentBefore ? 1 : failures + 1;
        // `goOnline` starts the file again.
        if (!online()) this.#stop(id, { type: "interrupt", online: false, retryAt: null });
        signal.throwIfAborted();
        if (failures >= patience) throw error;
        const delay = retryDelay(failures, error.retryAfterS, random());
        this.#signal(id, { type: "interrupt", online: true, retryAt: now() + delay });
        await sleep(delay, signal);
        signal.throwIfAborted();
      }
    }
  }

  async #attempt(entry: Entry, signal: AbortSignal): Promise<void> {
    const { id } = entry.state;
    const { strings, fetch, fingerprint, store, send, now, endpoint } = this.#dependencies;
    entry.fingerprint ??= await fingerprint(entry.file);
    const known = store.load(entry.fingerprint);
    entry.grant ??=
      known?.grant ?? (await requestGrant(endpoint(), entry.file, signal, { fetch, strings: strings() }));
    entry.uploadUrl ??= known?.uploadUrl ?? null;
    const { grant } = entry;
    this.#signal(id, { type: "granted", uploadId: grant.id, assetId: grant.asset_id });
    this.#signal(id, { type: "send" });
    const meter = speedMeter();
    await send({
      file: entry.file,
      endpoint: grant.endpoint,
      uploadUrl: entry.uploadUrl,
      token: grant.token,
      signal,
      strings: strings(),
      onUrl: (uploadUrl) => {
        entry.uploadUrl = uploadUrl;
        if (entry.fingerprint !== null) store.save(entry.fingerprint, { grant, uploadUrl });
      },
      onProgress: (sentBytes) =>
        this.#signal(id, { type: "progress", sentBytes, speedBps: meter.sample(now(), sentBytes) }),
    });
  }

  async #follow(entry: Entry, signal: AbortSignal): Promise<void> {
    if (entry.grant === null) return;
    await followStatus(
      entry.grant,
      (remote) => this.#signal(entry.state.id, { type: "told", remote }),
      signal,
      this.#dependencies,
    );
  }

  /** Nothing is left to resume. */
  #forget({ fingerprint }: Entry): void {
    if (fingerprint !== null) this.#dependencies.store.remove(fingerprint);
  }

  /** The next try begins with a new upload. */
  #startOver(entry: Entry): void {
    this.#forget(entry);
    entry.grant = null;
    entry.uploadUrl = null;
  }
}

function toFileError(error: unknown, strings: UploaderStrings): FileError {
  if (error instanceof UploadError) {
    return { code: error.code, message: error.message, retryable: error.retryable };
  }
  return { code: "upload_failed", message: strings.uploadFailed, retryable: true };
}
