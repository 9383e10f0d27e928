import type { PlannedTask, ProducedFile } from "@firstframe/contract";
import { ExtraFailure } from "../extras/extra-failure.ts";
import type { ExtrasFacts } from "../extras/extras-facts.ts";
import { makeStill } from "../extras/make-still.ts";
import { parseChapters } from "../extras/parse-chapters.ts";
import { parseTextTracks } from "../extras/parse-text-tracks.ts";
import type { ExtrasPlan } from "../extras/plan-extras.ts";
import { plainData } from "../plain-data.ts";
import { planPicture } from "../plan.ts";
import type { Probe } from "../probe.ts";
import type { SourceTask } from "../source-task.ts";

/** Share of the source's length that making the extras takes, beside encoding. */
const extrasWeight = 0.05;

export function extrasFacts({ source, json }: Probe, durationS: number | null): ExtrasFacts {
  const { video, audios } = source;
  const [audio] = audios;
  return {
    durationS,
    picture: video && {
      ...planPicture(video),
      ...{ codec: video.codec, pixelFormat: video.pixelFormat, frameRate: video.frameRate },
      ...{ width: video.width, height: video.height },
    },
    audio:
      audio === undefined
        ? null
        : { streamIndex: audio.index, codec: audio.codec, sampleRate: audio.sampleRate },
    textTracks: parseTextTracks(json),
    chapters: parseChapters(json),
  };
}

/** The poster comes before everything else; a video without one is no failure. */
export async function makePoster(
  plan: ExtrasPlan["poster"],
  { source, tools, put }: SourceTask<unknown>,
): Promise<ProducedFile[]> {
  if (plan === null) return [];
  try {
    const files = await makeStill("poster", plan, { ...tools, source: source.path });
    for (const { path } of files) await put(path);
    return files;
  } catch (error) {
    if (error instanceof ExtraFailure) return [];
    throw error;
  }
}

/** The task that makes all the others. */
export function plannedExtras(plan: ExtrasPlan, durationS: number | null): PlannedTask {
  return {
    kind: "extras",
    weight: 1 + extrasWeight * (durationS ?? 60),
    range: null,
    renditions: [],
    input: plainData({ ...plan, poster: null }),
  };
}
