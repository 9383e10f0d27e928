import type { WholeSource } from "./download-source.ts";

/** A source as a file, which may still grow. */
export interface SourceFile {
  readonly path: string;
  /** Bytes that are in the file so far. */
  readonly received: () => number;
  /** Resolves once more than `bytes` bytes are there, or no more will come. Rejects when the source cannot be had. */
  readonly moreThan: (bytes: number, signal: AbortSignal) => Promise<void>;
  /** Whether every byte is there. */
  readonly isWhole: () => boolean;
  /** Resolves when every byte is there; rejects when it turns out that they will not be, or with the signal's reason. */
  readonly whole: (signal: AbortSignal) => Promise<WholeSource>;
  /** Reads from `offset` to the end, past what is in the file so far; null where the file is as far as anybody can read. */
  readonly ahead: ((offset: number, signal: AbortSignal) => AsyncIterable<Uint8Array>) | null;
}

/** The file at `path` while `fill` writes it. `filled` settles as `fill` does. */
export function growingFile(
  path: string,
  fill: (onBytes: (received: number) => void) => Promise<WholeSource>,
  ahead: SourceFile["ahead"] = null,
): { readonly file: SourceFile; readonly filled: Promise<WholeSource> } {
  let received = 0;
  let end: { readonly result: WholeSource } | { readonly error: unknown } | undefined;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const resume of waiting) resume();
    waiting.clear();
  };
  const filled = fill((bytes) => {
    received = bytes;
    wake();
  });
  // Whoever waits looks at once at what it was woken for, so that has to be noted before.
  filled.then(
    (result) => {
      received = result.sizeBytes;
      end = { result };
      wake();
    },
    (error: unknown) => {
      end = { error };
      wake();
    },
  );

  /** Resolves with the next change. */
  function change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const resume = () => {
        signal.removeEventListener("abort", stop);
        resolve();
      };
      const stop = () => {
        waiting.delete(resume);
        reject(signal.reason);
      };
      waiting.add(resume);
      signal.addEventListener("abort", stop, { once: true });
    });
  }

  async function whole(signal: AbortSignal): Promise<WholeSource> {
    for (;;) {
      if (end !== undefined && "result" in end) return end.result;
      signal.throwIfAborted();
      if (end !== undefined) throw end.error;
      await change(signal);
    }
  }

  async function moreThan(bytes: number, signal: AbortSignal): Promise<void> {
    while (received <= bytes) {
      if (end !== undefined) {
        await whole(signal);
        return;
      }
      signal.throwIfAborted();
      await change(signal);
    }
  }

  const isWhole = () => end !== undefined && "result" in end;
  return { file: { path, received: () => received, isWhole, whole, moreThan, ahead }, filled };
}
