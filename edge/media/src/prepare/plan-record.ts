import type { EarlyStart, PlannedTask, PrepareResult } from "@firstframe/contract";
import { plainData } from "../plain-data.ts";
import type { VideoPlan } from "../plan.ts";
import type { Probe } from "../probe.ts";
import type { Complexity } from "./analyze-complexity.ts";
import type { CopyDecision } from "./decide-copy.ts";
import type { FirstFramesPlan } from "./first-frames.ts";

export interface LadderPlan {
  /** Of all video renditions, best first. */
  readonly renditionIds: readonly string[];
  readonly tasks: PlannedTask[];
  /** What is encoded; null where there is no picture. */
  readonly video: VideoPlan | null;
  readonly complexity: Complexity | null;
}

interface RecordOptions {
  readonly probed: Probe;
  readonly decision: CopyDecision;
  readonly early_start: EarlyStart | null;
  readonly firstPlan: FirstFramesPlan;
  readonly ladder: LadderPlan;
}

/** The plan as it is kept for people who ask why: facts, decisions with their reasons, rungs, ranges. */
export function planRecord(options: RecordOptions): PrepareResult["plan"] {
  const { probed, decision, early_start, firstPlan, ladder } = options;
  const { video } = ladder;
  const record = {
    version: 1,
    facts: { ...probed.source, packets: probed.packets },
    early_start,
    repackaging: { video: decision.copy, why_not: decision.reasons },
    first_frames:
      firstPlan.kind === "repackage"
        ? { kind: "repackage", rendition: firstPlan.copied?.id ?? null }
        : { kind: "encode", rendition: firstPlan.video.renditions.at(-1)?.id, segments: firstPlan.segments },
    audio: firstPlan.audios.map((audio) => ({
      ...audio,
      why: audio.copy
        ? "It is AAC that browsers play: kept as it is."
        : "Encoded to stereo AAC, which plays everywhere.",
    })),
    content: ladder.complexity,
    picture: video && {
      frame_rate: video.frameRate,
      deinterlaced: video.deinterlace,
      tone_mapped: video.toneMap !== null,
      color_tags: video.colorTags,
    },
    rungs: [
      ...(firstPlan.kind === "repackage" && firstPlan.copied
        ? [{ id: firstPlan.copied.id, why: "The source as it is: best quality, and nothing to wait for." }]
        : []),
      ...(video?.renditions ?? []).map((rendition, index, all) => ({
        ...rendition,
        why: whyRung(index, all.length, rendition.height),
      })),
    ],
    ranges: ladder.tasks.map(({ range, renditions, weight }) => ({ range, renditions, weight })),
  };
  return plainData(record);
}

function whyRung(index: number, count: number, height: number): string {
  if (index === count - 1) return "For the worst lines, and the one that is ready first.";
  if (index === 0)
    return `The most that is worth encoding of this source: ${height} lines, never more than it has.`;
  return "A step between: at most three quarters of the height above, so that switching is worth it.";
}
