import type { ReactiveController, ReactiveControllerHost } from "lit";
import { ApiError } from "./api-error.ts";
import type { Refresher, RefreshTask } from "./refresher.ts";

interface Options<Data> {
  /** Asked when the host is connected, so that the host's properties are there. */
  readonly refresher: () => Refresher;
  readonly load: (signal: AbortSignal) => Promise<Data>;
  /** In ms; 0 unless told: with every round. */
  readonly minimumIntervalMs?: () => number;
}

/** Keeps an element's data up to date while it is connected. Old data stays while new data is awaited or fails. */
export class RefreshController<Data> implements ReactiveController, RefreshTask {
  /** Undefined until the first answer. */
  data: Data | undefined;
  /** Why the last attempt failed; null when it did not. */
  error: ApiError | null = null;
  /** The data is the answer to an earlier question. */
  stale = false;

  readonly #host: ReactiveControllerHost;
  readonly #options: Options<Data>;
  #remove: (() => void) | null = null;

  constructor(host: ReactiveControllerHost, options: Options<Data>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get minimumIntervalMs(): number {
    return this.#options.minimumIntervalMs?.() ?? 0;
  }

  hostConnected(): void {
    this.#remove = this.#options.refresher().add(this);
  }

  hostDisconnected(): void {
    this.#remove?.();
    this.#remove = null;
  }

  /** Asks anew because the question has changed. */
  reload(): void {
    this.stale = this.data !== undefined;
    this.#options.refresher().rerun(this);
  }

  async run(signal: AbortSignal): Promise<void> {
    try {
      const data = await this.#options.load(signal);
      if (signal.aborted) return;
      this.data = data;
      this.error = null;
      this.stale = false;
    } catch (error) {
      if (!signal.aborted && error instanceof ApiError) this.error = error;
      throw error;
    } finally {
      if (!signal.aborted) this.#host.requestUpdate();
    }
  }
}
