import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parseProbe } from "../../parse-probe.ts";
import type { ToolResult } from "../../run-tool.ts";
import { createToolbox } from "../../toolbox.ts";
import type { ExtrasFacts } from "../extras-facts.ts";
import { parseChapters } from "../parse-chapters.ts";
import { parseTextTracks } from "../parse-text-tracks.ts";
import type { Workplace } from "../workplace.ts";

const execute = promisify(execFile);

export interface TestWorkplace extends AsyncDisposable {
  readonly workplace: Workplace;
  readonly facts: ExtrasFacts;
  /** What ran, in order. */
  readonly commands: readonly (readonly string[])[];
}

interface Interference {
  readonly signal?: AbortSignal;
  /** Another argument vector to run instead, or what the run is to end with. */
  readonly rewrite?: (argv: readonly string[]) => readonly string[] | ToolResult;
}

/** A directory with a source in it, what probing finds out about that, and the real ffmpeg. */
export async function makeWorkplace(
  bytes: Uint8Array,
  { signal = new AbortController().signal, rewrite = (argv) => argv }: Interference = {},
): Promise<TestWorkplace> {
  const directory = await mkdtemp(join(tmpdir(), "firstframe-test-extras-"));
  const source = join(directory, "source");
  await writeFile(source, bytes);
  const tools = createToolbox({
    ...{ ffmpeg: "ffmpeg", ffprobe: "ffprobe", threads: 2, guard: [], directory },
    signal,
    clock: () => performance.now(),
  });
  const commands: (readonly string[])[] = [];
  const workplace: Workplace = {
    ...tools,
    source,
    async ffmpeg(argv, options) {
      commands.push(argv);
      const rewritten = rewrite(argv);
      return "stderr" in rewritten
        ? { ...rewritten, log: rewritten.stderr }
        : tools.ffmpeg(rewritten, options);
    },
  };
  return {
    workplace,
    facts: await factsOf(source),
    commands,
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}

async function factsOf(source: string): Promise<ExtrasFacts> {
  const shown = ["-show_format", "-show_streams", "-show_chapters"];
  const { stdout } = await execute("ffprobe", ["-v", "error", "-print_format", "json", ...shown, source]);
  const json: unknown = JSON.parse(stdout);
  const { durationS, video, audios } = parseProbe(json);
  const [audio] = audios;
  return {
    durationS,
    picture: video && {
      streamIndex: video.index,
      codec: video.codec,
      pixelFormat: video.pixelFormat,
      width: video.width,
      height: video.height,
      deinterlace: video.interlaced,
      toneMap: null,
      frameRate: video.frameRate,
    },
    audio:
      audio === undefined
        ? null
        : { streamIndex: audio.index, codec: audio.codec, sampleRate: audio.sampleRate },
    textTracks: parseTextTracks(json),
    chapters: parseChapters(json),
  };
}

/** The grey level, 0 to 255, of the pixels at `points` of a picture file. */
export async function greyLevels(
  path: string,
  points: readonly { readonly x: number; readonly y: number }[],
): Promise<number[]> {
  const filters = points.map(({ x, y }) => `crop=8:8:${x}:${y},scale=1:1:flags=area,format=gray`);
  const graph = filters.map((filter, index) => `[part-${index}]${filter}[level-${index}]`);
  const joints = points.map((_, index) => `[part-${index}]`).join("");
  const levels = points.map((_, index) => `[level-${index}]`).join("");
  const joined = points.length === 1 ? "null" : `hstack=inputs=${points.length}`;
  const whole = `[0:v]format=gray,split=${points.length}${joints};${graph.join(";")};${levels}${joined}`;
  const argv = [
    "-v",
    "error",
    "-i",
    path,
    "-filter_complex",
    whole,
    "-f",
    "rawvideo",
    "-pix_fmt",
    "gray",
    "-",
  ];
  const { stdout } = await execute("ffmpeg", argv, { encoding: "buffer" });
  return [...stdout];
}
