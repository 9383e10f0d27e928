import type { Lock, Locker, RequestRelease } from "@tus/server";
import { TusError } from "./tus-error.ts";

/** How long a newcomer waits for the holder to let go, in ms. */
const patience = 30_000;

interface Holder {
  readonly requestRelease: RequestRelease;
  readonly released: Promise<void>;
}

/**
 * Locks in memory, one holder an upload. Whoever comes asks the holder to let go: a client that comes back takes over
 * from its own dead connection instead of meeting 423.
 */
export function takeoverLocker(): Locker {
  const holders = new Map<string, Holder>();
  return {
    newLock(id): Lock {
      let release: (() => void) | undefined;
      return {
        async lock(signal, requestRelease) {
          const deadline = timeoutOf(signal);
          for (let holder = holders.get(id); holder !== undefined; holder = holders.get(id)) {
            await holder.requestRelease();
            if (await Promise.race([holder.released, deadline.passed])) throw locked();
          }
          deadline.clear();
          const { promise, resolve } = Promise.withResolvers<void>();
          release = resolve;
          holders.set(id, { requestRelease, released: promise });
        },
        async unlock() {
          holders.delete(id);
          release?.();
        },
      };
    },
  };
}

/** Resolves with true when the wait has been too long, or is over since the request is. */
function timeoutOf(signal: AbortSignal) {
  const { promise, resolve } = Promise.withResolvers<true>();
  const timer = setTimeout(() => resolve(true), patience);
  signal.addEventListener("abort", () => resolve(true), { once: true });
  return { passed: promise, clear: () => clearTimeout(timer) };
}

function locked(): TusError {
  return new TusError("conflict", "Another request is writing to this upload. Try again in a moment.", {
    status: 423,
    retryAfterS: 1,
  });
}
