import type { PrepareResult } from "@firstframe/contract";
import { ApiError } from "./api-error.ts";
import type { NewTask } from "./change.ts";
import { leaseLost } from "./lease-lost.ts";
import type { Services } from "./ports.ts";
import { succeedTask } from "./succeed-task.ts";
import { maximumAttempts } from "./task-limits.ts";
import type { TaskRecord } from "./task-record.ts";
import { uploadOf } from "./upload-of.ts";

/**
 * Keeps what preparing made and adds the tasks that it planned.
 *
 * @returns why the result cannot be used; null where it was taken
 * @throws ApiError `lease_lost`; `upload_incomplete` while the upload lacks bytes
 */
export async function completePrepare(
  services: Services,
  task: TaskRecord,
  result: PrepareResult,
): Promise<string | null> {
  const asset = await services.assets.find(task.asset_id);
  const upload = await uploadOf(services, asset);
  if (upload === null) throw leaseLost();
  if (upload.state !== "completed" && task.state === "running") {
    throw new ApiError(
      "upload_incomplete",
      "The file is still being uploaded. Call again when it is all here.",
      {
        retryAfterS: 1,
      },
    );
  }
  const fault = planFault(result);
  if (fault !== null) return fault;
  const { attempt, opening, renditions, files, record, plan, rendition_order } = result;
  return succeedTask(services, {
    task,
    output: { attempt, opening, renditions, files },
    record,
    job: { plan },
    changes: [
      {
        kind: "update_asset",
        id: task.asset_id,
        in: ["processing", "playable"],
        set: { rendition_order },
        event: null,
      },
    ],
    next: result.tasks.map(
      (planned, index): NewTask => ({
        ...planned,
        id: services.makeId("task"),
        environment: task.environment,
        job_id: task.job_id,
        asset_id: task.asset_id,
        position: index + 1,
        max_attempts: maximumAttempts,
        correlation_id: task.correlation_id,
        created_at: services.clock(),
      }),
    ),
  });
}

/** Why what is made and planned does not come to the renditions that it names; null where it does. */
function planFault({ renditions, rendition_order, tasks }: PrepareResult): string | null {
  const made = new Set([...renditions.map(({ id }) => id), ...tasks.flatMap((task) => task.renditions)]);
  const lacking = rendition_order.filter((id) => !made.has(id));
  if (lacking.length > 0) return `nothing makes ${lacking.join(", ")}`;
  const unnamed = [...made].filter((id) => !rendition_order.includes(id));
  return unnamed.length === 0 ? null : `the order does not name ${unnamed.join(", ")}`;
}
