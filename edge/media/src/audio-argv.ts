import { hlsArgv } from "./hls-argv.ts";
import type { AudioPlan } from "./plan.ts";

/** The filter graph that makes the encoded audio renditions; none for those that are copied. */
export function audioGraphs(audios: readonly AudioPlan[]): string[] {
  return audios.filter(({ copy }) => !copy).map(audioGraph);
}

/** From zero and without gaps, whatever the source's times are. */
function audioGraph(audio: AudioPlan): string {
  const filters = [
    `aresample=${audio.sampleRate}:async=1:first_pts=0`,
    "aformat=sample_fmts=fltp:channel_layouts=stereo",
    ...(audio.padToS === null ? [] : [`apad=whole_dur=${audio.padToS.toFixed(3)}`]),
  ];
  return `[0:${audio.streamIndex}]${filters.join(",")}[${audio.id}]`;
}

/** One output for each audio rendition. */
export function audioOutputs(audios: readonly AudioPlan[], segmentS: number): string[] {
  return audios.flatMap((audio) => [
    ...(audio.copy
      ? // Transport streams frame AAC in another way than MP4.
        ["-map", `0:${audio.streamIndex}`, "-c:a", "copy", "-bsf:a", "aac_adtstoasc"]
      : [
          ...["-map", `[${audio.id}]`, "-c:a", "aac", "-profile:a", "aac_low", "-b:a", `${audio.bitrate}`],
          ...["-ar", `${audio.sampleRate}`, "-ac", `${audio.channels}`],
        ]),
    ...hlsArgv({ directory: audio.id, segmentS, first: 0 }),
  ]);
}
