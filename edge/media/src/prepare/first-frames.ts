import type { Opening, ProducedRendition } from "@firstframe/contract";
import { createQualityReader } from "../encode/quality-reader.ts";
import { checkEncodeRun } from "../encode-outcome.ts";
import type { OpenInput } from "../input-guard.ts";
import { makeSegments } from "../make-segments.ts";
import type { AudioPlan, VideoPlan } from "../plan.ts";
import { toNumber } from "../rational.ts";
import type { RenditionInTheMaking } from "../segment-publisher.ts";
import type { SourceTask } from "../source-task.ts";
import { openingArgv } from "./encode-opening.ts";
import type { FrameGrid, SourceCuts } from "./plan-ranges.ts";
import { audioInTheMaking, noteCuts, repackageArgv } from "./repackage.ts";

/** How a source becomes playable before anything else is done. */
export type FirstFramesPlan = {
  readonly audios: readonly AudioPlan[];
  readonly timeLimitS: number;
  readonly maximumBytes: number;
} & (
  | { readonly kind: "repackage"; readonly copied: CopiedVideo | null }
  | {
      readonly kind: "encode";
      readonly video: VideoPlan;
      readonly grid: FrameGrid;
      readonly segments: number | null;
    }
);

interface CopiedVideo {
  readonly id: string;
  readonly streamIndex: number;
  readonly frameRate: number;
}

export interface FirstFrames {
  readonly renditions: readonly ProducedRendition[];
  /** Null where no video was repackaged. */
  readonly cuts: SourceCuts | null;
  /** Of what was encoded, by rendition. */
  readonly ssim: Record<string, number[]>;
}

const reportEveryMs = 700;

interface FirstFramesOptions {
  readonly plan: FirstFramesPlan;
  readonly input: OpenInput;
  readonly opening: Opening;
  /** Told of the seconds made. */
  readonly onProgress: (madeS: number) => void;
}

/** Publishes what can be watched soonest: the source repackaged, or the beginning of its smallest rendition, with all the sound. */
export async function makeFirstFrames(
  task: SourceTask<unknown>,
  { plan, input, opening, onProgress }: FirstFramesOptions,
): Promise<FirstFrames> {
  const { api, attempt, tools, signal } = task;
  const known = new Map<string, ProducedRendition>();
  let telling: Promise<void> = Promise.resolve();
  const report = {
    everyMs: reportEveryMs,
    tell(made: ProducedRendition[]): Promise<void> {
      for (const rendition of made) known.set(rendition.id, rendition);
      telling = telling.then(() =>
        api.produced({ attempt, opening, renditions: [...known.values()] }, signal),
      );
      return telling;
    },
  };
  const quality = createQualityReader();
  const run = (argv: readonly string[], renditions: readonly RenditionInTheMaking[]) =>
    makeSegments({
      ...{ tools, argv, renditions, report, onProgress },
      ...(input.kind === "pipe" ? { input: input.open() } : {}),
      timeoutMs: plan.timeLimitS * 1000,
      maximumBytes: plan.maximumBytes,
      put: task.put,
      abort: task.abort,
      onLogLine: (line) => quality.add(line),
      check: checkEncodeRun,
    }).catch((error: unknown) => {
      // What runs beside it is of no use any more.
      task.abort(error);
      throw error;
    });
  const sounds = plan.audios.map(audioInTheMaking);

  if (plan.kind === "repackage") {
    const { copied } = plan;
    const noted = noteCuts();
    const videos = copied && {
      id: copied.id,
      frameRate: copied.frameRate,
      sound: null,
      first: 0,
      place: noted.place,
    };
    const renditions = await run(
      repackageArgv(copied, plan.audios, input, tools.threads),
      videos ? [videos, ...sounds] : sounds,
    );
    return { renditions, cuts: copied && noted.cuts(), ssim: {} };
  }
  const rendition = plan.video.renditions.at(-1);
  if (rendition === undefined) throw new RangeError("there is no rendition to begin with");
  const encoding = run(openingArgv({ ...plan, rendition }, input, tools.threads), [
    { id: rendition.id, frameRate: toNumber(plan.video.frameRate), sound: null, first: 0 },
  ]);
  const sounding =
    sounds.length > 0
      ? run(repackageArgv(null, plan.audios, input, tools.threads), sounds)
      : Promise.resolve([]);
  const [video, sound] = await Promise.allSettled([encoding, sounding]);
  if (video.status === "rejected") throw video.reason;
  if (sound.status === "rejected") throw sound.reason;
  return { renditions: [...video.value, ...sound.value], cuts: null, ssim: quality.read(video.value) };
}
