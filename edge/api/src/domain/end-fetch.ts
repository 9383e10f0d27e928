import type { Change } from "./change.ts";
import type { Services } from "./ports.ts";
import type { UploadRecord } from "./upload-record.ts";

/** What ends the fetch that fills an upload, when the upload itself ends: nothing where a page sends the file. */
export async function endFetch({ jobs, clock }: Services, upload: UploadRecord): Promise<Change[]> {
  const job = await jobs.findOpen(upload.asset_id, "fetch");
  if (job === null) return [];
  return [
    {
      kind: "move_job",
      id: job.id,
      to: "canceled",
      set: { finished_at: clock(), lease_expires_at: null },
    },
  ];
}
