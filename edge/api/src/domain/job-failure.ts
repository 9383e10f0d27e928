import type { AssetErrorCode } from "@firstframe/contract";
import { isTerminal, uploadMachine } from "@firstframe/contract/constants";
import { withoutOutput } from "./asset-record.ts";
import type { Change } from "./change.ts";
import type { JobRecord } from "./job-record.ts";
import { jobPrefix } from "./output-prefix.ts";
import type { Services } from "./ports.ts";
import { uploadEnd } from "./upload-end.ts";
import { uploadOf } from "./upload-of.ts";

/**
 * What ends a job for good: its tasks, its asset, whatever it has made, and the upload if that still runs.
 */
export async function jobFailure(
  services: Pick<Services, "assets" | "uploads" | "clock">,
  job: JobRecord,
  { code, detail }: { readonly code: AssetErrorCode; readonly detail: string },
): Promise<Change[]> {
  const now = services.clock();
  const upload = await uploadOf(services, await services.assets.find(job.asset_id));
  return [
    { kind: "end_tasks", jobId: job.id },
    {
      kind: "move_job",
      id: job.id,
      to: "failed",
      set: { error_code: code, error_detail: detail, finished_at: now },
    },
    { kind: "move_asset", id: job.asset_id, to: "failed", set: { ...withoutOutput, error_code: code } },
    { kind: "purge", prefix: jobPrefix(job), dueAt: now },
    ...(upload && !isTerminal(uploadMachine, upload.state) ? uploadEnd(upload, "failed", now) : []),
  ];
}
