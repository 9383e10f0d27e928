import { followStatus, look } from "./follow-status.ts";
import { type GiveUpDependencies, giveUpUpload } from "./give-up-upload.ts";
import { obtainFile } from "./obtain-file.ts";
import type { OfferedFile } from "./offered-item.ts";
import { newEntry, type QueueEntry, recalledEntry } from "./queue-entry.ts";
import { requestGrant } from "./request-grant.ts";
import { forget, type SendDependencies, sendFile, startOver } from "./send-file.ts";
import { UploadError } from "./upload-error.ts";
import {
  type FileError,
  type FileSignal,
  isOver,
  isReceived,
  isUnsaved,
  reduceFile,
  type UploadFile,
} from "./upload-file.ts";

export interface QueueDependencies extends SendDependencies, GiveUpDependencies {
  readonly parallel: () => number;
  readonly makeId: () => string;
  /** Called after every change of a file. */
  readonly onChange: (file: UploadFile, before: UploadFile | null) => void;
  /** Called when {@link UploadQueue.pausedUntil} has changed. */
  readonly onPause: () => void;
}

/** Bytes from which on the server may have something to watch before all of a file is sent. */
const leastForLookAhead = 4 * 1024 * 1024;

const busy: readonly UploadFile["status"][] = ["preparing", "uploading", "retrying"];

/** The list of files and what is being done about them; the states themselves follow from the pure machine. */
export class UploadQueue {
  readonly #dependencies: QueueDependencies;
  readonly #entries = new Map<string, QueueEntry>();
  #suspended = false;
  #pausedUntil: number | null = null;
  #isRestored = false;

  constructor(dependencies: QueueDependencies) {
    this.#dependencies = dependencies;
  }

  get files(): UploadFile[] {
    return [...this.#entries.values()].map(({ state }) => state);
  }

  /** Until when no file starts, since the server asked for a pause; ms since the epoch, null where none is. */
  get pausedUntil(): number | null {
    return this.#pausedUntil;
  }

  /** Adds a file, or shows why it is not taken. */
  add(file: File, refusal: FileError | null, handle: FileSystemFileHandle | null = null): UploadFile {
    const entry = newEntry(this.#dependencies.makeId(), file, handle);
    if (refusal !== null) entry.state = { ...entry.state, status: "refused", error: refusal };
    return this.#enter(entry);
  }

  /** Offers what earlier pages began and no other page is at, unless the server says that it is over. Once. */
  async restore(): Promise<void> {
    if (this.#isRestored) return;
    this.#isRestored = true;
    const { records, claims, fetch, makeId } = this.#dependencies;
    for (const record of await records.list()) {
      const { fingerprint, grant } = record;
      if (await claims.isClaimed(fingerprint)) continue;
      const status = await look(grant, new AbortController().signal, fetch);
      const isKnown = typeof status === "object" && status !== null;
      if (status === "refused" || (isKnown && !["waiting", "uploading"].includes(status.upload_state))) {
        await records.remove(fingerprint);
        continue;
      }
      // Picked again meanwhile, it is on its way already.
      if ([...this.#entries.values()].some((entry) => entry.fingerprint === fingerprint)) continue;
      this.#enter(recalledEntry(makeId(), record, isKnown ? status.offset_bytes : 0));
    }
  }

  /** Takes the file that a person picked for an interrupted upload, if it is the same one, and goes on with it. */
  async provide(id: string, file: File, handle: FileSystemFileHandle | null = null): Promise<void> {
    const entry = this.#entries.get(id);
    if (entry) await this.#reopen(entry, { file, handle });
  }

  /** Whether the very file is in the list and not over. */
  has(file: File): boolean {
    return [...this.#entries.values()].some(
      (entry) =>
        !isOver(entry.state) &&
        entry.file?.name === file.name &&
        entry.file.size === file.size &&
        entry.file.lastModified === file.lastModified,
    );
  }

  pause(id: string): void {
    this.#stop(id, { type: "pause" });
  }

  /**
   * Goes on with a paused file or an interrupted upload, or tries again at once one that failed or waits for its next try.
   * To be called while a click is being handled: the browser may have to ask whether the file may be read.
   */
  resume(id: string): void {
    const entry = this.#entries.get(id);
    if (entry?.state.status !== "interrupted") this.#stop(id, { type: "requeue" });
    else if (!entry.state.needsFile) void this.#reopen(entry, null);
  }

  cancel(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry || !(isUnsaved(entry.state) || entry.state.status === "interrupted")) return;
    this.#stop(id, { type: "cancel" });
    // A server that does not hear of it lets the upload expire.
    this.#giveUp(entry).catch(() => undefined);
  }

  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.abort?.abort();
    if (!isReceived(entry.state)) void forget(entry, this.#dependencies);
    this.#entries.delete(id);
    this.#letGo(entry);
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
      // How long it waits was judged by a network that is no more.
      if (state.status === "retrying") this.#stop(state.id, { type: "requeue" });
    }
    this.#work();
  }

  /** Stops everything until {@link wake}; what was being sent waits. */
  suspend(): void {
    this.#suspended = true;
    for (const entry of this.#entries.values()) {
      if (busy.includes(entry.state.status)) this.#stop(entry.state.id, { type: "requeue" });
      else entry.abort?.abort();
      this.#letGo(entry);
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

  #enter(entry: QueueEntry): UploadFile {
    const { state } = entry;
    this.#entries.set(state.id, entry);
    this.#dependencies.onChange(state, null);
    this.#work();
    return state;
  }

  #pause(until: number): void {
    if (until <= (this.#pausedUntil ?? 0)) return;
    const { now, sleep, onPause } = this.#dependencies;
    this.#pausedUntil = until;
    onPause();
    void sleep(until - now(), new AbortController().signal).then(() => {
      if (this.#pausedUntil !== until) return;
      this.#pausedUntil = null;
      onPause();
      this.#work();
    });
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
    if (this.#suspended || this.#pausedUntil !== null) return;
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
      const failure = this.#toFileError(error);
      this.#signal(entry.state.id, { type: "fail", error: failure });
      // A file that is out of reach now may be picked again.
      if (!failure.retryable && failure.code !== "file_unreadable")
        await startOver(entry, this.#dependencies);
      this.#work();
    } finally {
      this.#letGo(entry);
    }
  }

  /** Goes on with an interrupted upload whose file can be had; otherwise it stays offered, for the file to be picked. */
  async #reopen(entry: QueueEntry, picked: OfferedFile | null): Promise<void> {
    const { fingerprint, strings } = this.#dependencies;
    const { id, status } = entry.state;
    if (status !== "interrupted") return;
    try {
      const file = await obtainFile(entry, picked?.file ?? null, fingerprint, strings());
      Object.assign(entry, picked, { file });
      this.#signal(id, { type: "provided", error: null });
      if (entry.state.status === status) this.#stop(id, { type: "requeue" });
    } catch (error) {
      this.#signal(id, { type: "provided", error: this.#toFileError(error) });
    }
  }

  /** Forgets an upload and tells the server, unless another page has taken it over. */
  async #giveUp(entry: QueueEntry): Promise<void> {
    const { claims } = this.#dependencies;
    const { grant, uploadUrl, partUrls, file, fingerprint, release } = entry;
    if (release === null && fingerprint && (await claims.isClaimed(fingerprint))) return;
    void startOver(entry, this.#dependencies);
    this.#letGo(entry);
    if (grant === null || (uploadUrl === null && partUrls === null)) return;
    await giveUpUpload(grant, uploadUrl, file ?? new File([], entry.state.name), this.#dependencies);
  }

  /** Lets other pages have the upload, unless this one may still go on with it. */
  #letGo(entry: QueueEntry): void {
    const { state } = entry;
    const isHere = !this.#suspended && this.#entries.has(state.id);
    if (isHere && (isUnsaved(state) || state.error?.retryable)) return;
    entry.release?.();
    entry.release = null;
  }

  async #pauseEnd(signal: AbortSignal): Promise<void> {
    const { now, sleep } = this.#dependencies;
    while (this.#pausedUntil !== null && !signal.aborted) {
      await sleep(Math.max(1, this.#pausedUntil - now()), signal);
    }
  }

  async #run(entry: QueueEntry, signal: AbortSignal): Promise<void> {
    const { id } = entry.state;
    const { file } = entry;
    if (file === null) return;
    const tell = (told: FileSignal) => this.#signal(id, told);
    tell({ type: "prepare" });
    if (file.size >= leastForLookAhead) void this.#lookAhead(entry, tell, signal);
    await sendFile(entry, file, this.#entries.values(), signal, {
      ...this.#dependencies,
      tell,
      // `goOnline` starts the file again.
      pauseQueue: (until) => this.#pause(until),
      queuePause: (aborted) => this.#pauseEnd(aborted),
      drop: (other) => this.#entries.delete(other.state.id),
      waitForNetwork: () => this.#stop(id, { type: "interrupt", online: false, retryAt: null }),
    });
    tell({ type: "received" });
    this.#letGo(entry);
    this.#work();
    await this.#follow(entry, signal);
  }

  /** A page that cannot load what it takes learns of it once everything is sent. */
  async #lookAhead(entry: QueueEntry, tell: (told: FileSignal) => void, signal: AbortSignal): Promise<void> {
    const loaded = await import("./look-ahead.ts").catch(() => null);
    await loaded?.lookAhead(entry, tell, signal, { ...this.#dependencies, look });
  }

  async #follow(entry: QueueEntry, signal: AbortSignal): Promise<void> {
    const { id } = entry.state;
    const { grant, file } = entry;
    if (grant === null || file === null) return;
    const tell = (told: FileSignal) => this.#signal(id, told);
    const renew = async () => {
      try {
        const fresh = await requestGrant(entry.grant, file, signal, this.#dependencies);
        // A new upload says nothing of this one.
        if (fresh.id !== grant.id) return "refused";
        entry.grant = fresh;
        return fresh;
      } catch (error) {
        return error instanceof UploadError && !error.transient ? "refused" : null;
      }
    };
    const end = await followStatus(grant, (remote) => tell({ type: "told", remote }), signal, {
      ...this.#dependencies,
      renew,
    });
    signal.throwIfAborted();
    if (end === "lost") tell({ type: "untold" });
    // Trying again means sending again.
    if (entry.state.status === "failed") await startOver(entry, this.#dependencies);
  }

  #toFileError(error: unknown): FileError {
    if (error instanceof UploadError) {
      return { code: error.code, message: error.message, retryable: error.retryable };
    }
    return { code: "upload_failed", message: this.#dependencies.strings().uploadFailed, retryable: true };
  }
}
