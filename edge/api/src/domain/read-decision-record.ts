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

function meanSsim(tasks: readonly TaskWithOutput[]): DecisionRecord["ssim"] {
  const samples = new Map<string, number[]>();
  for (const { record } of tasks) {
    for (const [id, values] of Object.entries(record?.ssim ?? {})) {
      samples.set(id, [...(samples.get(id) ?? []), ...values]);
    }
  }
  return Object.fromEntries(
    [...samples].flatMap(([id, values]) => (values.length === 0 ? [] : [[id, sum(values) / values.length]])),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
