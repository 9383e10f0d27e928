export interface StallWatch {
  /** Something moved: the wait begins anew, for so many ms. */
  touch(limitMs: number): void;
  stop(): void;
}

/** Notices when nothing moves: a network that vanished without a word leaves a request open for minutes. */
export function stallWatch(onStall: () => void): StallWatch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    touch(limitMs) {
      clearTimeout(timer);
      timer = setTimeout(onStall, limitMs);
    },
    stop: () => clearTimeout(timer),
  };
}
