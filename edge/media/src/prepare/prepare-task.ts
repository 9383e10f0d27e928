import type { Opening, PrepareDispatch, ProducedRendition } from "@firstframe/contract";
import { checkEncodedDuration } from "../encode-outcome.ts";
import { planExtras } from "../extras/plan-extras.ts";
import { makeLadder } from "../ladder.ts";
import { checkLimits, encodingTimeLimitS, outputLimit, repackagedLimit } from "../limits.ts";
import { MediaError } from "../media-error.ts";
import { planAudios, planVideo } from "../plan.ts";
import { type Probe, probe } from "../probe.ts";
import { toNumber } from "../rational.ts";
import type { SourceTask } from "../source-task.ts";
import { analyzeComplexity } from "./analyze-complexity.ts";
import { checkCompleteness } from "./check-completeness.ts";
import { canCopyAudio, decideCopy } from "./decide-copy.ts";
import { describeSource } from "./describe-source.ts";
import { type FirstFramesPlan, makeFirstFrames } from "./first-frames.ts";
import { lookAtSource } from "./look-at-source.ts";
import { frameGrid, rangesAtSource, rangesByCount } from "./plan-ranges.ts";
import { type LadderPlan, planRecord } from "./plan-record.ts";
import { extrasFacts, makePoster, plannedExtras } from "./prepare-extras.ts";
import { longestS } from "./repackage.ts";
import type { Head } from "./wait-for-head.ts";

/** Seconds at the start of the smallest rendition that are encoded before everything else. */
const openingS = 8;
/** Containers in which ffmpeg finds any time by an index. */
const seekableFormats = ["mov", "mp4", "matroska", "webm"];
/** Share of the task at which each part of it ends. */
const shares = { fetching: 0.1, firstFrames: 0.85 } as const;

/**
 * Looks at a source, publishes what can be watched soonest (while the source still arrives, where its head suffices for
 * that), and plans the tasks that make the rest.
 *
 * @throws MediaError, TaskLostError, or the signal's reason
 */
export async function prepareTask(task: SourceTask<PrepareDispatch>): Promise<void> {
  const { api, attempt, dispatch, heartbeat, source, tools, signal } = task;
  const isEarly = !dispatch.source.complete;
  const { head, input, probed } = await lookAtSource(task, shares.fetching);
  const { source: facts, packets } = probed;
  checkLimits(facts);
  const early_start = isEarly ? { possible: head.kind === "streamable", reason: head.reason } : null;
  const opening: Opening = {
    duration_ms: toMs(facts.durationS),
    has_video: facts.video !== null,
    has_audio: facts.audios.length > 0,
    source: describeSource(dispatch, facts, null),
    early_start,
  };

  heartbeat.report("encoding", shares.fetching);
  const decision = decideCopy(facts, packets);
  const wanted = planFirstFrames(probed, decision.copy, head.kind, dispatch.source.size_bytes);
  const made = await makeFirstFrames(task, {
    ...{ plan: wanted, input, opening },
    onProgress(madeS) {
      if (facts.durationS === null) return;
      const share = Math.min(1, madeS / facts.durationS);
      heartbeat.report("encoding", shares.fetching + share * (shares.firstFrames - shares.fetching));
    },
  });

  const whole = await source.whole(signal);
  if (head.kind !== "whole") await checkCompleteness(whole, source.path);
  if (facts.video && !made.renditions.some(({ kind }) => kind === "video")) {
    throw new MediaError("source_unsupported", "No frame of the video track could be decoded");
  }
  const firstPlan = endedEarly(wanted, made.renditions) ? { ...wanted, segments: null } : wanted;
  const isAllMade = firstPlan.kind === "repackage" || firstPlan.segments === null;
  const madeS = longestS(made.renditions);
  if (isAllMade) checkEncodedDuration(facts, madeS);
  const durationS = isAllMade ? madeS : facts.durationS;

  heartbeat.report("publishing", shares.firstFrames);
  // Chapters that are a track of their own are found by seeking alone: what comes by a pipe has subtitles in their place.
  const inFull = head.kind === "turned" ? await probe({ kind: "file", path: source.path }, tools) : probed;
  const extras = planExtras(extrasFacts(inFull, durationS), {
    thumbnailS: dispatch.options.thumbnail_s,
    download: dispatch.options.download,
  });
  const [files, ladder] = await Promise.all([
    makePoster(extras.poster, task),
    planLadder(task, probed, made, firstPlan, durationS, whole.sizeBytes),
  ]);
  heartbeat.report("publishing", 1);
  heartbeat.stop();
  const order = [
    ...ladder.renditionIds,
    ...made.renditions.filter(({ kind }) => kind === "audio").map(({ id }) => id),
  ];
  await api.complete(
    {
      kind: "prepare",
      attempt,
      opening: {
        ...opening,
        duration_ms: toMs(durationS),
        has_video: made.renditions.some(({ kind }) => kind === "video"),
        has_audio: made.renditions.some(({ kind }) => kind === "audio"),
        source: describeSource(dispatch, facts, whole),
      },
      renditions: [...made.renditions],
      rendition_order: order,
      files,
      tasks: withExtras(ladder.tasks, plannedExtras(extras, durationS)),
      plan: planRecord({ probed, decision, early_start, firstPlan, ladder }),
      record: { ...tools.record(), ssim: made.ssim },
    },
    signal,
  );
}

/** Next to last: so that no worker is idle while another makes the extras, and the renditions come first all the same. */
function withExtras<Task>(ladder: readonly Task[], extras: Task): Task[] {
  const first = ladder.length > 1 ? ladder.slice(0, -1) : ladder;
  return [...first, extras, ...ladder.slice(first.length)];
}

/** What is there at all lasts for a millisecond at least. */
function toMs(durationS: number | null): number | null {
  return durationS === null ? null : Math.max(1, Math.round(durationS * 1000));
}

function planFirstFrames(
  { source }: Probe,
  copy: boolean,
  head: Head["kind"],
  sizeBytes: number | null,
): FirstFramesPlan {
  const { video, durationS } = source;
  const shared = {
    audios: planAudios(source, canCopyAudio),
    timeLimitS: encodingTimeLimitS(durationS, sizeBytes ?? 0),
    maximumBytes: repackagedLimit(sizeBytes, source.audios.length + 1, durationS),
  };
  if (video === null) return { ...shared, kind: "repackage", copied: null };
  if (copy) {
    const id = `v${Math.min(video.width, video.height)}`;
    const copied = { id, streamIndex: video.index, frameRate: toNumber(video.frameRate) };
    return { ...shared, kind: "repackage", copied };
  }
  const plan = planVideo(video, makeLadder(video.width, video.height, toNumber(video.frameRate)));
  const grid = frameGrid(plan);
  const wanted = Math.ceil((openingS * toNumber(plan.frameRate)) / grid.segmentFrames);
  const pictureS = video.durationS ?? durationS;
  const isShort = pictureS !== null && pictureS <= 1.5 * openingS;
  const canSeek = isSeekable(source.container) && durationS !== null;
  const segments = head === "streamable" || isShort || !canSeek ? null : wanted;
  const maximumBytes = shared.maximumBytes + outputLimit(plan.renditions.slice(-1), durationS);
  return { ...shared, maximumBytes, kind: "encode", video: plan, grid, segments };
}

/** Whether the picture ended within the opening, long before the file does. */
function endedEarly(plan: FirstFramesPlan, made: readonly ProducedRendition[]): boolean {
  if (plan.kind === "repackage" || plan.segments === null) return false;
  const rate = toNumber(plan.video.frameRate);
  const video = longestS(made.filter(({ kind }) => kind === "video"));
  return video * rate < plan.segments * plan.grid.segmentFrames - 0.5;
}

function isSeekable(container: string): boolean {
  return container.split(",").some((name) => seekableFormats.includes(name));
}

async function planLadder(
  { source, tools }: SourceTask<PrepareDispatch>,
  { source: facts, packets }: Probe,
  made: Awaited<ReturnType<typeof makeFirstFrames>>,
  first: FirstFramesPlan,
  durationS: number | null,
  sizeBytes: number,
): Promise<LadderPlan> {
  const { video } = facts;
  if (video === null) return { renditionIds: [], tasks: [], video: null, complexity: null };
  const longestGroupS = packets?.longestGroupS ?? Number.POSITIVE_INFINITY;
  const complexity = await analyzeComplexity(source.path, video, durationS, longestGroupS, tools);
  const rate = toNumber(video.frameRate);
  const rungs = makeLadder(video.width, video.height, rate, complexity.factor);
  const timeLimitS = encodingTimeLimitS(durationS, sizeBytes);
  if (first.kind === "repackage") {
    const all = planVideo(video, rungs);
    const copied = first.copied?.id ?? "";
    const plan = { ...all, renditions: all.renditions.filter(({ id }) => id !== copied) };
    const tasks = made.cuts === null ? [] : rangesAtSource(made.cuts, { video: plan, timeLimitS });
    return { renditionIds: [copied, ...plan.renditions.map(({ id }) => id)], tasks, video: plan, complexity };
  }
  // The smallest was begun before the content was known: all of its parts have to be made in the same way.
  const smallest = first.video.renditions.at(-1);
  const all = planVideo(video, rungs);
  const plan = {
    ...all,
    renditions: all.renditions.map((own) => (own.id === smallest?.id ? smallest : own)),
  };
  const tasks = rangesByCount({
    ...{ video: plan, timeLimitS, grid: first.grid },
    // Of the picture, since the sound may go on for longer.
    durationS: video.durationS ?? durationS,
    seekable: isSeekable(facts.container),
    made: { id: smallest?.id ?? "", segments: first.segments },
  });
  return { renditionIds: plan.renditions.map(({ id }) => id), tasks, video: plan, complexity };
}
