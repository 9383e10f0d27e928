import type { FetchDispatch, PrepareDispatch, SourceDispatch, TaskDispatch } from "@firstframe/contract";
import type { AssetRecord } from "./asset-record.ts";
import { allowedHostsOf } from "./fetch-asset.ts";
import type { Services } from "./ports.ts";
import type { TaskRecord } from "./task-record.ts";
import type { UploadRecord } from "./upload-record.ts";

/** How long a task's token lasts, in ms: longer than any task may take. */
const tokenLifetime = 24 * 3600 * 1000;

interface Subject {
  readonly task: TaskRecord;
  readonly asset: AssetRecord;
  readonly upload: UploadRecord;
}

/** A task as a media worker is told of it. */
export async function makeDispatch(services: Services, subject: Subject): Promise<TaskDispatch> {
  const { task, asset } = subject;
  const expiresAt = services.clock() + tokenLifetime;
  const dispatched = {
    task_id: task.id,
    job_id: task.job_id,
    asset_id: task.asset_id,
    task_url: `${services.settings.publicUrl}/internal/tasks/${task.id}`,
    token: await services.tokens.signTask({ task_id: task.id }, expiresAt),
    correlation_id: task.correlation_id,
  };
  switch (task.kind) {
    case "fetch":
      return { ...dispatched, kind: "fetch", ...(await fetchOf(services, subject, expiresAt)) };
    case "prepare":
      return { ...dispatched, kind: "prepare", source: sourceOf(subject), options: optionsOf(asset) };
    case "encode":
    case "extras":
      return { ...dispatched, kind: task.kind, source: sourceOf(subject), input: task.input ?? {} };
  }
}

function optionsOf({ thumbnail_time_s, mp4_download }: AssetRecord): PrepareDispatch["options"] {
  return { thumbnail_s: thumbnail_time_s, download: mp4_download };
}

function sourceOf({ asset, upload }: Subject): SourceDispatch {
  return {
    size_bytes: upload.size_bytes,
    complete: upload.state === "completed",
    filename: asset.source.filename,
    content_type: asset.source.content_type,
    upload_id: upload.ingest === "worker" ? upload.id : null,
  };
}

async function fetchOf(
  services: Services,
  { task, upload }: Subject,
  expiresAt: number,
): Promise<Pick<FetchDispatch, "url" | "allowed_hosts" | "upload">> {
  const { id, environment, ingest, max_size_bytes } = upload;
  const token = await services.tokens.signUpload({ upload_id: id, environment }, expiresAt);
  return {
    url: String(task.input?.url),
    allowed_hosts: [...allowedHostsOf(services, environment)],
    upload: { id, endpoint: `${services.settings.ingestUrls[ingest]}/v1/tus`, token, max_size_bytes },
  };
}
