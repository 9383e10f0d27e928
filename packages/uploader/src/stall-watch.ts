/** How often to look, in ms. */
const lookEvery = 1_000;

export interface StallWatch {
  /** Something moved: the wait begins anew, for so many ms. */
  touch(limitMs: number): void;
  stop(): void;
}

/**
 * Notices when nothing moves: a network that vanished without a word leaves a request open for minutes. It looks at the
 * time of day, because a timer stands still while the device sleeps.
 */
export function stallWatch(onStall: () => void): StallWatch {
  let stallsAt = Number.POSITIVE_INFINITY;
  const timer = setInterval(() => {
    if (Date.now() < stallsAt) return;
    clearInterval(timer);
    onStall();
  }, lookEvery);
  return {
    touch(limitMs) {
      stallsAt = Date.now() + limitMs;
    },
    stop: () => clearInterval(timer),
  };
}
