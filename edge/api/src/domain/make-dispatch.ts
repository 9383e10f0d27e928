import type {
  ClipDispatch,
  PrepareDispatch,
  SourceDispatch,
  TaskDispatch,
  UploadTarget,
} from "@firstframe/contract";
import { notFound } from "./api-error.ts";
import type { AssetRecord } from "./asset-record.ts";
import { allowedHostsOf } from "./fetch-asset.ts";
import type { Services } from "./ports.ts";
import { sourceOfTask } from "./source-of-task.ts";
import type { TaskRecord } from "./task-record.ts";
import { uploadOf } from "./upload-of.ts";
import type { UploadRecord } from "./upload-record.ts";

/** How long a task's token lasts, in ms: longer than any task may take. */
const tokenLifetime = 24 * 3600 * 1000;

interface Subject {
  readonly task: TaskRecord;
  readonly asset: AssetRecord;
  readonly upload: UploadRecord;
}

/**
 * A task as a media worker is told of it.
 *
 * @throws ApiError `not_found` for a clip of what is gone
 */
export async function makeDispatch(services: Services, subject: Subject): Promise<TaskDispatch> {
  const { task, asset, upload } = subject;
  const expiresAt = services.clock() + tokenLifetime;
  const dispatched = {
    task_id: task.id,
    job_id: task.job_id,
    asset_id: task.asset_id,
    task_url: `${services.settings.publicUrl}/internal/tasks/${task.id}`,
    token: await services.tokens.signTask({ task_id: task.id }, expiresAt),
    correlation_id: task.correlation_id,
    traceparent: asset.traceparent,
  };
  switch (task.kind) {
    case "fetch":
      return {
        ...{ ...dispatched, kind: "fetch", url: String(task.input?.url) },
        allowed_hosts: [...allowedHostsOf(services, asset.environment)],
        upload: await targetOf(services, upload, expiresAt),
      };
    case "clip":
      return {
        ...{ ...dispatched, kind: "clip", ...(await originOf(services, task)) },
        upload: await targetOf(services, upload, expiresAt),
      };
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

function sourceOf({ asset, upload }: Pick<Subject, "asset" | "upload">): SourceDispatch {
  return {
    size_bytes: upload.size_bytes,
    complete: upload.state === "completed",
    filename: asset.source.filename,
    content_type: asset.source.content_type,
    upload_id: upload.ingest === "worker" ? upload.id : null,
  };
}

async function originOf(
  services: Services,
  task: TaskRecord,
): Promise<Pick<ClipDispatch, "source_asset_id" | "source" | "range">> {
  const asset = await sourceOfTask(services, task);
  const upload = await uploadOf(services, asset);
  if (asset === null || upload === null) throw notFound("source", task.asset_id);
  const range = task.range ?? { start_ms: 0, end_ms: null };
  return { source_asset_id: asset.id, source: sourceOf({ asset, upload }), range };
}

async function targetOf(
  { tokens, settings }: Services,
  { id, environment, ingest, max_size_bytes }: UploadRecord,
  expiresAt: number,
): Promise<UploadTarget> {
  const token = await tokens.signUpload({ upload_id: id, environment }, expiresAt);
  return { id, endpoint: `${settings.ingestUrls[ingest]}/v1/tus`, token, max_size_bytes };
}
