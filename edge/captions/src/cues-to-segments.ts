import type { Cue } from "./cue.ts";
import { renderVtt } from "./render-vtt.ts";

export interface SubtitleSegment {
  /** Seconds. */
  readonly durationS: number;
  /** The WebVTT file. */
  readonly vtt: string;
}

const segmentMs = 60_000;
/** Cues tell times of the media, which begins at zero. RFC 8216bis, 3.1.4. */
const timestampMap = "X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000";

/**
 * Cuts cues into segments of a minute each, the last one being what is left. A cue is in every segment during which it is
 * shown, with its own times.
 *
 * @param durationS of the media, in seconds; null: until the last cue ends
 */
export function cuesToSegments(cues: readonly Cue[], durationS: number | null): SubtitleSegment[] {
  const lastMs = cues.reduce((latest, { endMs }) => Math.max(latest, endMs), 0);
  const totalMs = Math.max(1, durationS === null ? lastMs : Math.round(durationS * 1000));
  const count = Math.ceil(totalMs / segmentMs);
  const shown: Cue[][] = Array.from({ length: count }, () => []);
  for (const cue of cues) {
    const last = Math.min(count, Math.ceil(cue.endMs / segmentMs));
    for (let index = Math.floor(cue.startMs / segmentMs); index < last; index++) shown[index]?.push(cue);
  }
  return shown.map((within, index) => ({
    durationS: (Math.min(totalMs, (index + 1) * segmentMs) - index * segmentMs) / 1000,
    vtt: renderVtt(within, [timestampMap]),
  }));
}
