import { ApiError } from "./api-error.ts";

/** Something that is brought up to date again and again. */
export interface RefreshTask {
  /** Not run more often than this, in ms, unless somebody asks for it. */
  readonly minimumIntervalMs: number;
  /** Rejects with an {@link ApiError} when there is no new data; what it does after an abort is ignored. */
  run(signal: AbortSignal): Promise<void>;
}

interface Options {
  /** Milliseconds from the end of one round to the start of the next. */
  readonly intervalMs: number;
  /** The longest that failures may stretch it to. */
  readonly longestMs: number;
  readonly now: () => number;
  /** Calls back once; returns what cancels it. */
  readonly schedule: (callback: () => void, ms: number) => () => void;
  /** Whether anybody can see the page. */
  readonly visible: () => boolean;
  /** Told whenever `paused`, `busy`, `failing` or `updatedAt` may have changed. */
  readonly changed: () => void;
}

interface Entry {
  controller: AbortController | null;
  startedAt: number;
  failure: ApiError | null;
}

/** Runs tasks when they come and then in rounds, while the page is visible and not paused, more slowly while it fails. */
export class Refresher {
  readonly #options: Options;
  readonly #entries = new Map<RefreshTask, Entry>();
  #cancelTimer: (() => void) | null = null;
  #failedRounds = 0;
  #paused = false;
  #updatedAt: number | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** When everything shown was last known to be current, in ms since the epoch. */
  get updatedAt(): number | null {
    return this.#updatedAt;
  }

  get busy(): boolean {
    return [...this.#entries.values()].some(({ controller }) => controller !== null);
  }

  get failing(): boolean {
    return [...this.#entries.values()].some(({ failure }) => failure !== null);
  }

  /** Takes a task and runs it at once; the function that comes back removes it and aborts what is under way. */
  add(task: RefreshTask): () => void {
    this.#entries.set(task, { controller: null, startedAt: 0, failure: null });
    this.rerun(task);
    return () => {
      this.#entries.get(task)?.controller?.abort();
      this.#entries.delete(task);
      if (this.#entries.size === 0) {
        this.#stopTimer();
        this.#updatedAt = null;
        this.#failedRounds = 0;
      }
    };
  }

  /** Runs one task at once, giving up its run under way: for when what it asks has changed. */
  rerun(task: RefreshTask): void {
    void this.#run(task).then(() => this.#plan());
  }

  /** Runs everything at once, even while paused. */
  refreshNow(): void {
    this.#round(true);
  }

  setPaused(paused: boolean): void {
    this.#paused = paused;
    if (paused) this.#stopTimer();
    else this.#round(false);
    this.#options.changed();
  }

  /** To be called when the page was shown or hidden. */
  visibilityChanged(): void {
    if (!this.#options.visible()) this.#stopTimer();
    else if (!this.#paused) this.#round(false);
  }

  #round(asked: boolean): void {
    this.#stopTimer();
    const now = this.#options.now();
    const due = [...this.#entries].filter(
      ([task, entry]) =>
        entry.controller === null &&
        (asked || entry.failure !== null || now - entry.startedAt >= task.minimumIntervalMs),
    );
    void Promise.all(due.map(([task]) => this.#run(task))).then(() => {
      this.#failedRounds = this.failing ? this.#failedRounds + 1 : 0;
      this.#plan();
    });
  }

  async #run(task: RefreshTask): Promise<void> {
    const entry = this.#entries.get(task);
    if (entry === undefined) return;
    entry.controller?.abort();
    const controller = new AbortController();
    entry.controller = controller;
    entry.startedAt = this.#options.now();
    this.#options.changed();
    let failure: ApiError | null = null;
    try {
      await task.run(controller.signal);
    } catch (error) {
      if (!controller.signal.aborted && !(error instanceof ApiError)) throw error;
      if (error instanceof ApiError) failure = error;
    }
    if (controller.signal.aborted) return;
    entry.controller = null;
    entry.failure = failure;
    if (!this.failing) this.#updatedAt = this.#options.now();
    this.#options.changed();
  }

  #plan(): void {
    this.#stopTimer();
    if (this.#paused || !this.#options.visible() || this.#entries.size === 0) return;
    const { intervalMs, longestMs } = this.#options;
    const wished = [...this.#entries.values()].map(({ failure }) => failure?.retryAfterMs ?? 0);
    const delay = Math.max(Math.min(longestMs, intervalMs * 2 ** this.#failedRounds), ...wished);
    this.#cancelTimer = this.#options.schedule(() => this.#round(false), delay);
  }

  #stopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }
}
