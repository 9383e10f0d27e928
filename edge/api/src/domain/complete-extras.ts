import type { ExtrasResult } from "@firstframe/contract";
import type { Services } from "./ports.ts";
import { succeedTask } from "./succeed-task.ts";
import type { TaskRecord } from "./task-record.ts";

/**
 * Keeps the files that go with the video.
 *
 * @returns why the result cannot be used; null where it was taken
 * @throws ApiError `lease_lost`
 */
export async function completeExtras(
  services: Services,
  task: TaskRecord,
  { attempt, files, record }: ExtrasResult,
): Promise<string | null> {
  return succeedTask(services, {
    task,
    output: { attempt, opening: null, renditions: [], files },
    record,
  });
}
