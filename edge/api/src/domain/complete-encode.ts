import type { EncodeResult } from "@firstframe/contract";
import type { Services } from "./ports.ts";
import { succeedTask } from "./succeed-task.ts";
import type { TaskRecord } from "./task-record.ts";

/**
 * Keeps the renditions that a task was planned to make.
 *
 * @returns why the result cannot be used; null where it was taken
 * @throws ApiError `lease_lost`
 */
export async function completeEncode(
  services: Services,
  task: TaskRecord,
  { attempt, renditions, record }: EncodeResult,
): Promise<string | null> {
  const lacking = task.renditions.filter((id) => !renditions.some((made) => made.id === id && made.complete));
  if (lacking.length > 0) return `it lacks all or some of ${lacking.join(", ")}`;
  return succeedTask(services, {
    task,
    output: { attempt, opening: null, renditions, files: [] },
    record,
  });
}
