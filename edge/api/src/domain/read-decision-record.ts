import type { DecisionRecord } from "@firstframe/contract";
import { notFound } from "./api-error.ts";
import type { Services } from "./ports.ts";
import type { TaskOutput, TaskWithOutput } from "./task-record.ts";

/**
 * Why an asset became what it is, and what that took.
 *
 * @throws ApiError `not_found`
 */
export async function readDecisionRecord({ jobs }: Services, jobId: string): Promise<DecisionRecord> {
  const snapshot = await jobs.snapshot(jobId);
  if (snapshot === null) throw notFound("job", jobId);
  const { job, tasks } = snapshot;
  return {
    job_id: job.id,
    asset_id: job.asset_id,
    plan: job.plan,
    tasks: tasks.map((task) => ({
      task_id: task.id,
      kind: task.kind,
      range: task.range,
      renditions: [...task.renditions],
      attempt: task.attempt,
      worker_id: task.worker_id,
      record: task.record,
    })),
    cost: {
      elapsed_ms: sum(tasks.map(({ record }) => record?.elapsed_ms ?? 0)),
      cpu_ms: sum(tasks.map(({ record }) => record?.cpu_ms ?? 0)),
      output_bytes: sum(tasks.map(({ output }) => (output === null ? 0 : bytesOf(output)))),
    },
    ssim: meanSsim(tasks),
  };
}

function bytesOf({ renditions, files }: TaskOutput): number {
  const media = renditions.map(
    ({ init_bytes, segments }) => init_bytes + sum(segments.map(([, sizeBytes]) => sizeBytes)),
  );
  return sum([...media, ...files.map(({ size_bytes }) => size_bytes)]);
}

/** Every task counts by how long its part of the rendition is. */
function meanSsim(tasks: readonly TaskWithOutput[]): DecisionRecord["ssim"] {
  const parts = new Map<string, { readonly ssim: number; readonly durationS: number }[]>();
  for (const { record, output } of tasks) {
    for (const { id, segments } of output?.renditions ?? []) {
      const values = record?.ssim?.[id] ?? [];
      if (values.length === 0) continue;
      const part = {
        ssim: sum(values) / values.length,
        durationS: sum(segments.map(([durationS]) => durationS)),
      };
      parts.set(id, [...(parts.get(id) ?? []), part]);
    }
  }
  return Object.fromEntries(
    [...parts].map(([id, all]) => [
      id,
      sum(all.map(({ ssim, durationS }) => ssim * durationS)) / sum(all.map(({ durationS }) => durationS)),
    ]),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
