/** How far back the speed looks, in ms. */
const windowMs = 5_000;
/** A new figure comes this often, in ms: one that flickers cannot be read. */
const refreshMs = 500;
/** A speed is told once it rests on this much time, in ms. */
const leastMs = 500;

export interface SpeedMeter {
  /** Tells how many bytes were sent in all by now; returns bits per second over the last seconds, null while unknown. */
  sample(now: number, sentBytes: number): number | null;
}

/** Measures over a sliding window: smooth enough to read, quick enough to follow a changing network. */
export function speedMeter(): SpeedMeter {
  let samples: { at: number; bytes: number }[] = [];
  let told: { at: number; bps: number } | null = null;
  return {
    sample(now, sentBytes) {
      // A resumed upload starts elsewhere: what the server had already was not sent now.
      if (sentBytes < (samples.at(-1)?.bytes ?? 0)) samples = [];
      samples.push({ at: now, bytes: sentBytes });
      samples = samples.filter(({ at }) => now - at <= windowMs);
      const first = samples[0];
      if (first === undefined || now - first.at < leastMs) return null;
      if (told === null || now - told.at >= refreshMs) {
        told = { at: now, bps: ((sentBytes - first.bytes) * 8 * 1000) / (now - first.at) };
      }
      return told.bps;
    },
  };
}
