import type { ProducedRendition } from "@firstframe/contract";
import { audioGraphs, audioOutputs } from "../audio-argv.ts";
import { readStart, readTiming } from "../encode/place-segment.ts";
import { durationLimit, hlsArgv, inputArgv, type SourceInput } from "../hls-argv.ts";
import type { AudioPlan } from "../plan.ts";
import type { RenditionInTheMaking } from "../segment-publisher.ts";
import type { SourceCuts } from "./plan-ranges.ts";

/** Seconds of a segment, before the next keyframe. */
export const segmentS = 4;
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
    ...audioOutputs(audios, segmentS),
  ];
}

/** Notes where the segments of the repackaged video start, so that the others can be aligned to them. */
export function noteCuts(): {
  readonly place: NonNullable<RenditionInTheMaking["place"]>;
  cuts(): SourceCuts;
} {
  const cutsUs: number[] = [];
  const starts: number[] = [];
  let timescale = 1;
  let durationS = 0;
  return {
    place({ bytes, listedS, init }) {
      const track = readTiming(init);
      timescale = track.timescale;
      const start = readStart(bytes, track);
      starts.push(start);
      // The first starts with the first picture, whenever that is.
      const atUs = Math.round(durationS * 1e6);
      cutsUs.push(cutsUs.length === 0 ? 0 : atUs - cutLeadUs);
      durationS += listedS;
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
