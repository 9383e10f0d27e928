import { followStatus } from "./follow-status.ts";
import { newEntry, type QueueEntry } from "./queue-entry.ts";
import { type SendDependencies, sendFile, startOver } from "./send-file.ts";
import { UploadError } from "./upload-error.ts";
import {
  type FileError,
  type FileSignal,
  isOver,
  isUnsaved,
  reduceFile,
  type UploadFile,
} from "./upload-file.ts";

export interface QueueDependencies extends SendDependencies {
  readonly parallel: () => number;
  readonly terminate: (uploadUrl: string, token: string) => Promise<void>;
  readonly makeId: () => string;
  /** Called after every change of a file. */
  readonly onChange: (file: UploadFile, before: UploadFile | null) => void;
}

const busy: readonly UploadFile["status"][] = ["preparing", "uploading", "retrying"];

/** The list of files and what is being done about them; the states themselves follow from the pure machine. */
export class UploadQueue {
  readonly #dependencies: QueueDependencies;
  readonly #entries = new Map<string, QueueEntry>();
  #suspended = false;

  constructor(dependencies: QueueDependencies) {
    this.#dependencies = dependencies;
  }

  get files(): UploadFile[] {
    return [...this.#entries.values()].map(({ state }) => state);
  }

  /** Adds a file, or shows why it is not taken. */
  add(file: File, refusal: FileError | null): UploadFile {
    const { makeId, onChange } = this.#dependencies;
    const entry = newEntry(makeId(), file);
    if (refusal !== null) entry.state = { ...entry.state, status: "refused", error: refusal };
    const { state } = entry;
    this.#entries.set(state.id, entry);
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

  /** Goes on with a paused file, or tries again at once one that failed or waits for its next try. */
  resume(id: string): void {
    this.#stop(id, { type: "requeue" });
  }

  cancel(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry || !isUnsaved(entry.state)) return;
    const { uploadUrl, grant } = entry;
    this.#stop(id, { type: "cancel" });
    startOver(entry, this.#dependencies);
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
      if (busy.includes(state.status)) {
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

  /** Stops everything until {@link wake}; what was being sent waits. */
  suspend(): void {
    this.#suspended = true;
    for (const { state, abort } of this.#entries.values()) {
      if (busy.includes(state.status)) this.#stop(state.id, { type: "requeue" });
      else abort?.abort();
    }
  }

  wake(): void {
    if (!this.#suspended) return;
    this.#suspended = false;
    if (this.#dependencies.online()) this.goOnline();
    this.#work();
    for (const entry of this.#entries.values()) {
      const { status } = entry.state;
      if (status === "processing" || status === "playable") {
        void this.#guard(entry, (signal) => this.#follow(entry, signal));
      }
    }
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
    const before = this.#entries.get(id)?.state;
    this.#signal(id, signal);
    const entry = this.#entries.get(id);
    if (entry && entry.state !== before) entry.abort?.abort();
    this.#work();
  }

  /** Starts waiting files, in order, while there is room. */
  #work(): void {
    if (this.#suspended) return;
    for (const entry of this.#entries.values()) {
      const running = this.files.filter(({ status }) => busy.includes(status)).length;
      if (running >= this.#dependencies.parallel()) return;
      if (entry.state.status === "waiting") void this.#guard(entry, (signal) => this.#run(entry, signal));
    }
  }

  /** Runs a step under a fresh abort signal; what it throws, unless it was told to stop, fails the file. */
  async #guard(entry: QueueEntry, step: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const abort = new AbortController();
    entry.abort = abort;
    try {
      await step(abort.signal);
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#signal(entry.state.id, { type: "fail", error: this.#toFileError(error) });
      this.#work();
    }
  }

  async #run(entry: QueueEntry, signal: AbortSignal): Promise<void> {
    const { id } = entry.state;
    this.#signal(id, { type: "prepare" });
    await sendFile(entry, this.#entries.values(), signal, {
      ...this.#dependencies,
      tell: (told) => this.#signal(id, told),
      // `goOnline` starts the file again.
      waitForNetwork: () => this.#stop(id, { type: "interrupt", online: false, retryAt: null }),
    });
    this.#signal(id, { type: "received" });
    this.#work();
    await this.#follow(entry, signal);
  }

  async #follow(entry: QueueEntry, signal: AbortSignal): Promise<void> {
    const { id } = entry.state;
    if (entry.grant === null) return;
    const tell = (told: FileSignal) => this.#signal(id, told);
    const end = await followStatus(
      entry.grant,
      (remote) => tell({ type: "told", remote }),
      signal,
      this.#dependencies,
    );
    signal.throwIfAborted();
    if (end === "lost") tell({ type: "untold" });
    // Trying again means sending again.
    if (entry.state.status === "failed") startOver(entry, this.#dependencies);
  }

  #toFileError(error: unknown): FileError {
    if (error instanceof UploadError) {
      return { code: error.code, message: error.message, retryable: error.retryable };
    }
    return { code: "upload_failed", message: this.#dependencies.strings().uploadFailed, retryable: true };
  }
}
