import type { ProducedRendition } from "@firstframe/contract";
import { audioGraphs, audioOutputs } from "../audio-argv.ts";
import { readTiming } from "../encode/place-segment.ts";
import { segmentStarts } from "../encode/segment-starts.ts";
import { durationLimit, hlsArgv, inputArgv } from "../hls-argv.ts";
import type { SourceInput } from "../input-guard.ts";
import type { AudioPlan } from "../plan.ts";
import type { RenditionInTheMaking } from "../segment-publisher.ts";
import type { SourceCuts } from "./plan-ranges.ts";

/** Seconds after which the next keyframe begins a new segment: with keyframes up to 6 s apart, none gets longer than that. */
const segmentS = 3;
/** Seconds of a segment of sound. */
const soundSegmentS = 4;
/** Before each keyframe, in µs: times in a file are rounded, and no picture of the segment before is as near. */
const cutLeadUs = 200;

/** The one ffmpeg run that publishes the video as it is, and the audio as it is or encoded. */
export function repackageArgv(
  video: { readonly id: string; readonly streamIndex: number } | null,
  audios: readonly AudioPlan[],
  input: SourceInput,
  threads: number,
): string[] {
  const graphs = audioGraphs(audios);
  return [
    ...["-progress", "pipe:1"],
    ...inputArgv(input, threads, durationLimit),
    ...(graphs.length > 0 ? ["-filter_complex", graphs.join(";")] : []),
    ...(video === null
      ? []
      : [
          ...["-map", `0:${video.streamIndex}`, "-c:v", "copy"],
          ...hlsArgv({ directory: video.id, segmentS, first: 0 }),
        ]),
    ...audioOutputs(audios, soundSegmentS),
  ];
}

/** Notes where the segments of the repackaged video start, so that the others can be aligned to them. */
export function noteCuts(): {
  readonly place: NonNullable<RenditionInTheMaking["place"]>;
  cuts(): SourceCuts;
} {
  const startOf = segmentStarts();
  const cutsUs: number[] = [];
  const starts: number[] = [];
  let timescale = 1;
  let durationS = 0;
  return {
    place({ bytes, listedS, init }) {
      const timing = readTiming(init);
      timescale = timing.timescale;
      const { start, corrected } = startOf(bytes, listedS, timing);
      starts.push(start);
      // The first starts with the first picture, whenever that is.
      const sinceFirstS = (start - (starts[0] ?? start)) / timescale;
      cutsUs.push(cutsUs.length === 0 ? 0 : Math.round(sinceFirstS * 1e6) - cutLeadUs);
      durationS = sinceFirstS + listedS;
      return corrected;
    },
    cuts: () => ({ cutsUs, starts, timescale, durationS }),
  };
}

export function audioInTheMaking(audio: AudioPlan): RenditionInTheMaking {
  const { id, language, name, channels } = audio;
  return { id, frameRate: null, sound: { language, name, channels }, first: 0 };
}

/** Seconds of the longest of the given renditions. */
export function longestS(renditions: readonly ProducedRendition[]): number {
  return Math.max(
    0,
    ...renditions.map(({ segments }) => segments.reduce((sum, [durationS]) => sum + durationS, 0)),
  );
}
