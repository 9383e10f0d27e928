import type { ReactiveController, ReactiveControllerHost } from "lit";

interface RefreshOptions<Data> {
  /** Reads everything that is shown. Aborted when what is shown changes. */
  readonly load: (signal: AbortSignal) => Promise<Data>;
  /** Milliseconds from the end of one load to the start of the next. */
  readonly intervalMs: number;
  readonly document: Document;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Keeps data fresh while the page is visible and not paused. Old data stays while newer data loads or fails to. */
export class RefreshController<Data> implements ReactiveController {
  data: Data | null = null;
  /** Why the last load failed; null once one succeeds. */
  failure: unknown = null;
  /** When `data` arrived, in ms since the epoch. */
  updatedAt: number | null = null;
  loading = false;
  paused = false;

  readonly #host: ReactiveControllerHost;
  readonly #options: RefreshOptions<Data>;
  #active = false;
  #inFlight: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, options: RefreshOptions<Data>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#options.document.addEventListener("visibilitychange", this.#visibilityChanged);
  }

  hostDisconnected(): void {
    this.#options.document.removeEventListener("visibilitychange", this.#visibilityChanged);
    this.stop();
  }

  /** Forgets what was shown and begins anew: another page, or another session. */
  restart(): void {
    this.stop();
    this.#active = true;
    void this.refresh();
  }

  /** Stops loading and forgets everything. */
  stop(): void {
    this.#active = false;
    this.#cancel();
    this.data = null;
    this.failure = null;
    this.updatedAt = null;
    this.#host.requestUpdate();
  }

  setPaused(paused: boolean): void {
    this.paused = paused;
    if (paused) {
      this.#cancel();
      this.#host.requestUpdate();
    } else {
      void this.refresh();
    }
  }

  /** Loads now, even when paused. */
  async refresh(): Promise<void> {
    if (!this.#active) return;
    this.#cancel();
    const inFlight = new AbortController();
    this.#inFlight = inFlight;
    this.loading = true;
    this.#host.requestUpdate();
    try {
      const data = await this.#options.load(inFlight.signal);
      if (inFlight.signal.aborted) return;
      this.data = data;
      this.failure = null;
      this.updatedAt = this.#options.now();
    } catch (failure) {
      // An aborted load was replaced by another, which reports for itself.
      if (inFlight.signal.aborted) return;
      this.failure = failure;
    }
    this.loading = false;
    this.#inFlight = null;
    this.#host.requestUpdate();
    this.#schedule();
  }

  readonly #visibilityChanged = (): void => {
    if (!this.#active || this.paused) return;
    if (this.#options.document.hidden) this.#cancel();
    else void this.refresh();
  };

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.paused || this.#options.document.hidden) return;
    this.#timer = setTimeout(() => void this.refresh(), this.#options.intervalMs);
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#inFlight?.abort();
    this.#inFlight = null;
    this.loading = false;
  }
}
