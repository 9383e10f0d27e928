import { runMediaTool } from "./run-media-tool.ts";

/** When a picture begins and ends, in seconds of the input's own clock. */
interface PictureSpan {
  readonly startS: number;
  readonly endS: number;
  /** Seconds of a frame, on the average. */
  readonly frameS: number;
}

interface Packet {
  readonly pts_time?: string;
  readonly duration_time?: string;
  readonly flags: string;
}

/**
 * Reads how long the picture shows: all packets but those that only prepare the decoder.
 *
 * @returns null when there is none
 */
export async function readPictureSpan(input: string): Promise<PictureSpan | null> {
  const fields = "packet=pts_time,duration_time,flags";
  const args = ["-select_streams", "V:0", "-show_entries", fields, "-of", "json", input];
  const { packets = [] } = JSON.parse(await runMediaTool("ffprobe", args)) as { packets?: Packet[] };
  let startS = Number.POSITIVE_INFINITY;
  let endS = Number.NEGATIVE_INFINITY;
  let frames = 0;
  for (const { pts_time, duration_time, flags } of packets) {
    if (pts_time === undefined || flags.includes("D")) continue;
    frames++;
    startS = Math.min(startS, Number(pts_time));
    endS = Math.max(endS, Number(pts_time) + Number(duration_time ?? 0));
  }
  return frames === 0 ? null : { startS, endS, frameS: (endS - startS) / frames };
}
