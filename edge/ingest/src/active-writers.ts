/** Who is writing right now, so that all can be stopped before their bytes are removed. */
export class ActiveWriters {
  readonly #writers = new Set<{ readonly abort: AbortController; readonly done: Promise<unknown> }>();

  /** Runs a write that ends at `signal` or at {@link stop}, whichever is first. */
  async run<Result>(signal: AbortSignal, write: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const abort = new AbortController();
    const done = write(AbortSignal.any([signal, abort.signal]));
    const writer = { abort, done };
    this.#writers.add(writer);
    try {
      return await done;
    } finally {
      this.#writers.delete(writer);
    }
  }

  /** Ends every write; resolves when none goes on. */
  async stop(): Promise<void> {
    for (const { abort } of this.#writers) abort.abort();
    await Promise.allSettled([...this.#writers].map(({ done }) => done));
  }
}
