import type { ProducedRendition, Rendition } from "@firstframe/contract";
import { attemptDirectory } from "../output-prefix.ts";
import type { TaskWithOutput } from "../task-record.ts";
import { averageBitrate, peakBitrate } from "./bitrate.ts";
import { targetDuration } from "./media-playlist.ts";
import type { Segment } from "./segment.ts";

/** A rendition with what tasks have made of it so far, from its start without a gap. */
export interface JoinedRendition {
  readonly rendition: Rendition;
  readonly initUri: string;
  /** Never empty. */
  readonly segments: readonly Segment[];
  /** Whether viewers may see it before it is complete. */
  readonly mayGrow: boolean;
}

/** What of a task matters here. */
type Maker = Pick<TaskWithOutput, "position" | "kind" | "state" | "renditions" | "output">;

interface Part {
  readonly task: Maker;
  /** Below the job's prefix. */
  readonly directory: string;
  readonly produced: ProducedRendition;
}

/**
 * Joins what the tasks of a job have made into renditions. A part that does not follow gaplessly, or has another
 * initialization segment, ends what is joined.
 *
 * A rendition is complete when the plan is known and every task that makes some of it has succeeded: then its segments are those
 * of attempts that count, and no other follows.
 *
 * @param tasks all of the job's
 * @param order ids, best first; renditions that it does not name are left out
 */
export function joinRenditions(tasks: readonly Maker[], order: readonly string[]): JoinedRendition[] {
  return order.flatMap((id) => joinRendition(tasks, id) ?? []);
}

function joinRendition(tasks: readonly Maker[], id: string): JoinedRendition | null {
  const parts = partsOf(tasks, id);
  const [first] = parts;
  if (first === undefined) return null;
  const segments: Segment[] = [];
  let joined = 0;
  for (const { directory, produced } of parts) {
    const { init_sha256, first_segment } = produced;
    if (first_segment !== segments.length || init_sha256 !== first.produced.init_sha256) break;
    segments.push(...segmentsOf(produced, directory));
    joined++;
  }
  if (segments.length === 0) return null;
  const makers = tasks.filter(
    (task) => task.renditions.includes(id) || parts.some((part) => part.task === task),
  );
  const isPlanned = tasks.some(({ kind, state }) => kind === "prepare" && state === "succeeded");
  const complete = isPlanned && joined === parts.length && makers.every(({ state }) => state === "succeeded");
  return {
    rendition: describe(first.produced, segments, complete),
    initUri: `../${first.directory}${id}/init.mp4`,
    segments,
    mayGrow: first.task.kind === "prepare",
  };
}

function partsOf(tasks: readonly Maker[], id: string): Part[] {
  return tasks
    .flatMap((task) => {
      const produced = task.output?.renditions.find((rendition) => rendition.id === id);
      if (task.output === null || produced === undefined) return [];
      return [{ task, directory: attemptDirectory(task, task.output.attempt), produced }];
    })
    .sort((a, b) => a.produced.first_segment - b.produced.first_segment);
}

function segmentsOf({ id, first_segment, segments }: ProducedRendition, directory: string): Segment[] {
  return segments.map(([durationS, sizeBytes, offset, length], index) => {
    const keyframe = offset === undefined || length === undefined ? null : { offset, length };
    const name = String(first_segment + index).padStart(5, "0");
    return { uri: `../${directory}${id}/${name}.m4s`, durationS, sizeBytes, keyframe };
  });
}

function describe(produced: ProducedRendition, segments: readonly Segment[], complete: boolean): Rendition {
  const { id, kind, codecs, width, height, frame_rate, channels, language, name, init_bytes } = produced;
  const durationS = segments.reduce((sum, segment) => sum + segment.durationS, 0);
  const sizeBytes = segments.reduce((sum, segment) => sum + segment.sizeBytes, 0);
  return {
    ...{ id, kind, complete, codecs, width, height, frame_rate, channels, language, name },
    peak_bitrate: peakBitrate(segments, targetDuration(segments, complete ? "vod" : "growing")),
    average_bitrate: averageBitrate(segments),
    duration_ms: Math.max(1, Math.round(durationS * 1000)),
    size_bytes: init_bytes + sizeBytes,
  };
}
