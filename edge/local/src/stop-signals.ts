/** What asks a process to end. */
export const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs `act` and takes off the signal listeners that it put on: libraries that end the process at a signal would do so
 * before the other parts have stopped. Listeners that were there stay without a gap, so that no signal is lost.
 */
export async function withoutItsSignalListeners<Result>(act: () => Promise<Result>): Promise<Result> {
  const before = new Map(stopSignals.map((signal) => [signal, process.listeners(signal)]));
  try {
    return await act();
  } finally {
    for (const [signal, listeners] of before) {
      for (const listener of process.listeners(signal)) {
        if (!listeners.includes(listener)) process.removeListener(signal, listener);
      }
    }
  }
}
