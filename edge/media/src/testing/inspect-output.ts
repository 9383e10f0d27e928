import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { listOf, numberOf, objectOf, textOf } from "../json-field.ts";
import { listSegments } from "../media-playlist.ts";
import { readOutput } from "./fake-task-api.ts";

const execute = promisify(execFile);

/** A rendition as ffmpeg's own tools see it. */
export interface InspectedRendition {
  /** What a full decode complains about: empty when all is well. */
  readonly complaints: string;
  readonly codec: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly pixelShape: string | null;
  readonly packets: readonly { readonly time: number; readonly isKey: boolean }[];
  /** Start of every segment in seconds, by the playlist. */
  readonly boundaries: readonly number[];
}

export async function inspectRendition(outputs: string, id: string): Promise<InspectedRendition> {
  const playlist = join(outputs, id, "playlist.m3u8");
  const decode = await execute("ffmpeg", ["-v", "error", "-nostdin", "-i", playlist, "-f", "null", "-"]);
  const entries = "stream=codec_name,width,height,sample_aspect_ratio:packet=pts_time,flags";
  const argv = ["-v", "error", "-show_entries", entries, "-print_format", "json", playlist];
  const { stdout } = await execute("ffprobe", argv, { maxBuffer: 1 << 26 });
  const report = objectOf(JSON.parse(stdout));
  const stream = listOf(report.streams)[0] ?? {};
  const packets = listOf(report.packets).map((packet) => ({
    time: numberOf(packet.pts_time) ?? Number.NaN,
    isKey: textOf(packet.flags)?.startsWith("K") ?? false,
  }));
  let elapsed = 0;
  const boundaries = listSegments(await readOutput(outputs, `${id}/playlist.m3u8`)).map(({ durationS }) => {
    const start = elapsed;
    elapsed += durationS;
    return start;
  });
  return {
    complaints: decode.stderr,
    codec: textOf(stream.codec_name),
    width: numberOf(stream.width),
    height: numberOf(stream.height),
    pixelShape: textOf(stream.sample_aspect_ratio),
    packets,
    boundaries,
  };
}

/** Width and height of a picture file. */
export async function pictureSize(path: string): Promise<string> {
  const argv = ["-v", "error", "-show_entries", "stream=width,height", "-of", "csv=p=0:s=x", path];
  const { stdout } = await execute("ffprobe", argv);
  return stdout.trim();
}

/** Mean brightness of the first frame, 0 to 255. */
export async function brightness(outputs: string, id: string): Promise<number> {
  const input = ["-i", join(outputs, id, "playlist.m3u8"), "-frames:v", "1"];
  const filter = ["-vf", "signalstats,metadata=mode=print:file=-", "-f", "null", "-"];
  const { stdout } = await execute("ffmpeg", ["-v", "error", "-nostdin", ...input, ...filter]);
  return Number(/YAVG=([\d.]+)/.exec(stdout)?.[1]);
}
