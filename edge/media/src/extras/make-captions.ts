import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  CaptionsError,
  cuesToSegments,
  type NormalizedCaptions,
  normalizeCaptions,
  renderSubtitlePlaylist,
} from "@firstframe/captions";
import type { ProducedFile } from "@firstframe/contract";
import { captionsArgv, extractedName } from "./captions-argv.ts";
import { describeFile } from "./describe-file.ts";
import { ExtraFailure } from "./extra-failure.ts";
import type { TextTrack } from "./extras-facts.ts";
import type { CaptionsPlan } from "./plan-captions.ts";
import { runFfmpeg } from "./run-ffmpeg.ts";
import type { SkippedExtra } from "./skipped-extra.ts";
import type { Workplace } from "./workplace.ts";

interface MadeCaptions {
  readonly files: ProducedFile[];
  readonly skipped: SkippedExtra[];
}

/**
 * Takes the text tracks out of the source. Of the track with the index 2 come `subtitles/2.vtt`, the playlist
 * `subtitles/2/playlist.m3u8` and its segments `subtitles/2/00000.vtt` …
 *
 * @throws ExtraFailure when none can be taken out
 */
export async function makeCaptions(plan: CaptionsPlan, workplace: Workplace): Promise<MadeCaptions> {
  const { directory } = workplace;
  const files: ProducedFile[] = [];
  const skipped: SkippedExtra[] = [];
  try {
    await runFfmpeg(captionsArgv(plan.tracks, workplace), workplace, plan);
    for (const track of plan.tracks) {
      try {
        const captions = await readTrack(track, directory);
        files.push(...(await writeCaptions(track, captions, plan.durationS, directory)));
      } catch (error) {
        if (!(error instanceof ExtraFailure || error instanceof CaptionsError)) throw error;
        skipped.push({ kind: "subtitles", reason: `Track ${track.index}: ${error.message}` });
      }
    }
  } finally {
    for (const track of plan.tracks) await rm(join(directory, extractedName(track)), { force: true });
  }
  return { files, skipped };
}

async function readTrack(track: TextTrack, directory: string): Promise<NormalizedCaptions> {
  const filename = extractedName(track);
  return normalizeCaptions(await readFile(join(directory, filename)), { filename });
}

async function writeCaptions(
  track: TextTrack,
  { vtt, cues }: NormalizedCaptions,
  durationS: number | null,
  directory: string,
): Promise<ProducedFile[]> {
  const { index, language } = track;
  const folder = `subtitles/${index}`;
  await mkdir(join(directory, folder), { recursive: true });
  const describe = async (
    path: string,
    kind: "subtitles" | "playlist",
    content: string,
    text_track?: ProducedFile["text_track"],
  ) => {
    await writeFile(join(directory, path), content);
    return describeFile(directory, { path, kind, language, text_track });
  };
  const segments = cuesToSegments(cues, durationS).map((segment, position) => ({
    ...segment,
    name: `${`${position}`.padStart(5, "0")}.vtt`,
  }));
  const files = [
    await describe(`${folder}.vtt`, "subtitles", vtt, {
      kind: track.isCaptions ? "captions" : "subtitles",
      name: track.title,
      forced: track.isForced,
    }),
    await describe(`${folder}/playlist.m3u8`, "playlist", renderSubtitlePlaylist(segments)),
  ];
  for (const { name, vtt: content } of segments)
    files.push(await describe(`${folder}/${name}`, "subtitles", content));
  return files;
}
