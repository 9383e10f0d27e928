import { notFound } from "./api-error.ts";
import type { DispatchOutcome, Services } from "./ports.ts";

/** How long a job's token lasts, in ms: longer than any job may take. */
const tokenLifetime = 24 * 3600 * 1000;

/** Offers a queued job to a media worker. `gone`: the job is not queued any more, nothing is to be done. */
export async function dispatchJob(
  services: Services,
  jobId: string,
): Promise<DispatchOutcome | { readonly kind: "gone" }> {
  const job = await services.jobs.find(jobId);
  if (job?.state !== "queued") return { kind: "gone" };
  const asset = await services.assets.find(job.asset_id);
  if (asset === null) throw notFound("asset", job.asset_id);
  const upload = asset.upload_id === null ? null : await services.uploads.find(asset.upload_id);
  return services.media.dispatch({
    job_id: job.id,
    asset_id: asset.id,
    job_url: `${services.settings.publicUrl}/internal/jobs/${job.id}`,
    token: await services.tokens.signJob({ job_id: job.id }, services.clock() + tokenLifetime),
    source: {
      size_bytes: asset.source.size_bytes ?? 0,
      filename: asset.source.filename,
      content_type: asset.source.content_type,
      upload_id: upload?.ingest === "worker" ? upload.id : null,
    },
    correlation_id: job.correlation_id,
  });
}
