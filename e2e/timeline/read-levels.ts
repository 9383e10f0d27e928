import { runMediaTool } from "./run-media-tool.ts";

/** A measured value at a time of the input's own clock, in seconds. */
export interface Level {
  readonly atS: number;
  readonly value: number;
}

/** Mean brightness of every decoded picture, 0 to 255; none when there is no picture. */
export function readBrightness(input: string): Promise<Level[]> {
  return readLevels(
    input,
    ["-map", "0:V:0?", "-vf"],
    "scale=32:32,format=gray,signalstats,metadata=print:key=lavfi.signalstats.YAVG:file=-",
  );
}

/** Loudness of every 5 ms of decoded sound, in decibels of full scale; none when there is no sound. */
export function readLoudness(input: string): Promise<Level[]> {
  return readLevels(
    input,
    ["-map", "0:a:0?", "-af"],
    "aresample=48000,aformat=channel_layouts=mono,asetnsamples=n=240:p=0,astats=metadata=1:reset=1:measure_perchannel=none:measure_overall=RMS_level," +
      "ametadata=print:key=lavfi.astats.Overall.RMS_level:file=-",
  );
}

/** Times are those of the input: `-copyts` keeps ffmpeg from moving its beginning to zero. */
async function readLevels(input: string, map: readonly string[], filter: string): Promise<Level[]> {
  const output = await runMediaTool("ffmpeg", ["-copyts", "-i", input, ...map, filter, "-f", "null", "-"]);
  const levels: Level[] = [];
  let atS = 0;
  for (const line of output.split("\n")) {
    const time = /pts_time:(-?[\d.]+)/.exec(line);
    const value = /=(-?[\d.]+|-inf)$/.exec(line);
    if (time) atS = Number(time[1]);
    else if (value) levels.push({ atS, value: value[1] === "-inf" ? -200 : Number(value[1]) });
  }
  return levels;
}
