import { runMediaTool } from "./run-media-tool.ts";

/** A measured value at a time of the input's own clock, in seconds. */
export interface Level {
  readonly atS: number;
  readonly value: number;
}

const sampleRate = 48_000;
const samplesPerStep = 240;
/** Seconds of sound of which a level is taken. */
export const soundStepS = samplesPerStep / sampleRate;

/** Mean brightness of every decoded picture, 0 to 255; none when there is no picture. */
export function readBrightness(input: string): Promise<Level[]> {
  return readLevels(
    input,
    ["-map", "0:V:0?", "-vf"],
    "scale=32:32,format=gray,signalstats,metadata=print:key=lavfi.signalstats.YAVG:file=-",
  );
}

/** Loudness of every step of decoded sound, in decibels of full scale; none when there is no sound. */
export function readLoudness(input: string): Promise<Level[]> {
  return readLevels(
    input,
    ["-map", "0:a:0?", "-af"],
    [
      `aresample=${sampleRate}`,
      "aformat=channel_layouts=mono",
      `asetnsamples=n=${samplesPerStep}:p=0`,
      "astats=metadata=1:reset=1:measure_perchannel=none:measure_overall=RMS_level",
      "ametadata=print:key=lavfi.astats.Overall.RMS_level:file=-",
    ].join(","),
  );
}

/** Decibels; what is softer counts as silence, and all silence as the same. */
const silence = -70;

/** Times are those of the input: `-copyts` keeps ffmpeg from moving its beginning to zero. */
async function readLevels(input: string, map: readonly string[], filter: string): Promise<Level[]> {
  const output = await runMediaTool("ffmpeg", ["-copyts", "-i", input, ...map, filter, "-f", "null", "-"]);
  const levels: Level[] = [];
  let atS = 0;
  for (const line of output.split("\n")) {
    const time = /pts_time:(-?[\d.]+)/.exec(line);
    const value = /=(-?[\d.]+|-inf)$/.exec(line);
    if (time) atS = Number(time[1]);
    else if (value)
      levels.push({ atS, value: Math.max(silence, Number(value[1]?.replace("inf", "Infinity"))) });
  }
  return levels;
}
