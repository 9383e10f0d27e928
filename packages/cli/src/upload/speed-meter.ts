/** How far back the speed looks, in ms: smooth enough to read, quick enough to follow a changing network. */
const windowMs = 5_000;
/** A speed is told once it rests on this much time, in ms. */
const leastMs = 500;

export interface SpeedMeter {
  /** Tells how many bytes were sent in all by now (ms); returns bytes per second, null while unknown. */
  readonly sample: (now: number, sentBytes: number) => number | null;
}

export function speedMeter(): SpeedMeter {
  let samples: { readonly at: number; readonly bytes: number }[] = [];
  return {
    sample(now, sentBytes) {
      // What the server had already was not sent now.
      if (sentBytes < (samples.at(-1)?.bytes ?? 0)) samples = [];
      samples.push({ at: now, bytes: sentBytes });
      samples = samples.filter(({ at }) => now - at <= windowMs);
      const first = samples[0];
      if (first === undefined || now - first.at < leastMs) return null;
      return ((sentBytes - first.bytes) * 1000) / (now - first.at);
    },
  };
}
