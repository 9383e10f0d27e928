import { checkPresentation } from "../hls/check-presentation.ts";
import type { Violation } from "../hls/violation.ts";
import { readUnder } from "../system/read-under.ts";
import type { ProcessedClip } from "../system/upload-clip.ts";
import { decodeAlone } from "../timeline/decode-alone.ts";
import { measureTimeline } from "../timeline/measure-timeline.ts";
import { offsetError } from "../timeline/offset-error.ts";
import { presentationInputs } from "./presentation-inputs.ts";

/** What became of a clip. */
export interface ClipOutcome {
  readonly name: string;
  /** `ready`, or the code of the error. */
  readonly ending: string;
  /** Ids of the renditions, best first. */
  readonly renditions: readonly string[];
  /** Seconds by which the presentation is longer than its source; null when there is nothing to compare. */
  readonly durationErrorS: number | null;
  /** Seconds by which the sound comes later against the picture than in the source: the worst rendition's. */
  readonly offsetErrorS: number | null;
  /** Seconds of a frame of the source; null without a picture. */
  readonly frameS: number | null;
  readonly playableS: number | null;
  readonly endedS: number;
  /** Rules of HLS that are broken. */
  readonly violations: readonly Violation[];
}

interface OutcomeOptions {
  readonly name: string;
  readonly processed: ProcessedClip;
  /** Path of the source. */
  readonly source: string;
  /** Whether a flash and a beep mark the same moment. */
  readonly marked: boolean;
  readonly api: string;
}

/** Compares what is played with its source. */
export async function clipOutcome({
  name,
  processed,
  source,
  marked,
  api,
}: OutcomeOptions): Promise<ClipOutcome> {
  const { asset, playableS, endedS } = processed;
  const failed = { renditions: [], durationErrorS: null, offsetErrorS: null, frameS: null, violations: [] };
  if (asset.status !== "ready") {
    return { name, ending: asset.error?.code ?? asset.status, playableS, endedS, ...failed };
  }
  const base = `${api}/play/${asset.playback_id}/`;
  const violations = await checkPresentation(readUnder(base), "master.m3u8", { decode: decodeAlone });
  const original = await measureTimeline({ picture: source, sound: source }, false);
  const durations = [(asset.duration_ms ?? 0) / 1000 - original.durationS];
  const offsets: number[] = [];
  for (const inputs of await presentationInputs(`${base}master.m3u8`, asset.has_video ?? false)) {
    const played = await measureTimeline(inputs, true);
    durations.push(played.durationS - original.durationS);
    const offset = offsetError(original, played, marked);
    if (offset !== null) offsets.push(offset);
  }
  return {
    ...{ name, ending: asset.status, renditions: asset.renditions.map(({ id }) => id) },
    ...{ durationErrorS: worst(durations), offsetErrorS: worst(offsets), frameS: original.frameS },
    ...{ playableS, endedS, violations },
  };
}

/** The value that is farthest from zero. */
function worst(values: readonly number[]): number | null {
  return values.reduce<number | null>(
    (most, value) => (Math.abs(value) >= Math.abs(most ?? 0) ? value : most),
    null,
  );
}
