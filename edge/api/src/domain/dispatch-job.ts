import type { FetchDispatch } from "@firstframe/contract";
import { notFound } from "./api-error.ts";
import { allowedHostsOf } from "./fetch-asset.ts";
import type { DispatchOutcome, Services } from "./ports.ts";
import type { UploadRecord } from "./upload-record.ts";

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
  if (upload === null) throw notFound("source", asset.id);
  const dispatched = {
    job_id: job.id,
    asset_id: asset.id,
    job_url: `${services.settings.publicUrl}/internal/jobs/${job.id}`,
    token: await services.tokens.signJob({ job_id: job.id }, services.clock() + tokenLifetime),
    correlation_id: job.correlation_id,
  };
  if (job.input !== null)
    return services.media.dispatch(await fetchOf(services, { ...job.input, dispatched, upload }));
  return services.media.dispatch({
    ...dispatched,
    kind: "transcode",
    source: {
      size_bytes: asset.source.size_bytes ?? 0,
      filename: asset.source.filename,
      content_type: asset.source.content_type,
      upload_id: upload.ingest === "worker" ? upload.id : null,
    },
  });
}

async function fetchOf(
  services: Services,
  {
    url,
    dispatched,
    upload,
  }: {
    url: string;
    dispatched: Omit<FetchDispatch, "kind" | "url" | "allowed_hosts" | "upload">;
    upload: UploadRecord;
  },
): Promise<FetchDispatch> {
  const { id, environment, ingest, max_size_bytes } = upload;
  const token = await services.tokens.signUpload(
    { upload_id: id, environment },
    services.clock() + tokenLifetime,
  );
  return {
    ...dispatched,
    kind: "fetch",
    url,
    allowed_hosts: [...allowedHostsOf(services, environment)],
    upload: { id, endpoint: `${services.settings.ingestUrls[ingest]}/v1/tus`, token, max_size_bytes },
  };
}
