import type { AssetState, Rendition } from "@firstframe/contract";
import type { AssetChange, AssetRecord, StoredFile } from "./asset-record.ts";
import type { Change } from "./change.ts";
import { type JoinedRendition, joinRenditions } from "./hls/join-renditions.ts";
import { attemptDirectory, jobPrefix } from "./output-prefix.ts";
import type { JobSnapshot, Services } from "./ports.ts";
import { retryStale } from "./retry-stale.ts";
import { writeIFramePlaylist, writePlaylist } from "./write-playlist.ts";

const publishedIn: readonly AssetState[] = ["uploading", "processing", "playable"];

/**
 * Shows viewers what the tasks of a job have made so far: first the playlists in the bucket, then the asset that names them.
 *
 * Both are derived from one snapshot of the job, of which `revision` says how new it is; what was derived from an older one never
 * replaces what was derived from a newer one, neither in the bucket nor in the database. So it does not matter how many publish
 * at once, in which order their writes arrive, or where one of them dies: the next one makes up for it.
 */
export async function publishRenditions(services: Services, jobId: string): Promise<void> {
  await retryStale(async () => {
    const snapshot = await services.jobs.snapshot(jobId);
    if (snapshot?.job.state !== "running" || snapshot.job.kind !== "transcode") return;
    const asset = await services.assets.find(snapshot.job.asset_id);
    if (asset === null || !publishedIn.includes(asset.state)) return;
    if (asset.revision < snapshot.job.revision) await publish(services, snapshot, asset);
  });
}

async function publish(services: Services, snapshot: JobSnapshot, asset: AssetRecord): Promise<void> {
  const { job, tasks } = snapshot;
  const order = orderOf(snapshot, asset);
  const joined = joinRenditions(tasks, order);
  if (asset.state !== "playable" && !isPlayable(snapshot, joined, asset)) return;
  const target = { prefix: jobPrefix(job), revision: job.revision };
  const renditions: Rendition[] = [];
  for (const id of order) {
    const shown = asset.renditions.find((rendition) => rendition.id === id);
    const next = joined.find(({ rendition }) => rendition.id === id);
    // What is complete stays as it is.
    const mayShow = !shown?.complete && (next?.rendition.complete || next?.mayGrow);
    if (next && mayShow && (await writePlaylist(services, target, next))) {
      const isSmallest = id === smallestOf(joined, order);
      renditions.push(isSmallest ? await withIFrames(services, target.prefix, next) : next.rendition);
    } else if (shown) renditions.push(shown);
  }
  await services.changes.commit([
    // The asset may have failed with this job meanwhile, and be in the hands of another.
    { kind: "require_running_job", id: job.id },
    changeOf(snapshot, asset, renditions, services.clock()),
  ]);
}

/** The video rendition that comes last of all that there will be; null until it is there. */
function smallestOf(joined: readonly JoinedRendition[], order: readonly string[]): string | null {
  const isAudio = (id: string) =>
    joined.some(({ rendition }) => rendition.id === id && rendition.kind === "audio");
  return order.findLast((id) => !isAudio(id)) ?? null;
}

/** Once it is complete, the smallest picture can be sought in by its keyframes alone. */
async function withIFrames(services: Services, prefix: string, joined: JoinedRendition): Promise<Rendition> {
  const { rendition } = joined;
  if (!rendition.complete || rendition.kind !== "video") return rendition;
  const peak = await writeIFramePlaylist(services, prefix, joined);
  return peak === null ? rendition : { ...rendition, i_frame_bitrate: peak };
}

/** As planned; before that, as the task that makes the video playable names them. */
function orderOf({ tasks }: JobSnapshot, asset: AssetRecord): readonly string[] {
  if (asset.rendition_order.length > 0) return asset.rendition_order;
  const made = tasks.flatMap(({ output }) => output?.renditions ?? []);
  return [...new Set([...made, ...asset.renditions].map(({ id }) => id))];
}

/** With picture and sound, where the source has them; or with all that there will be. */
function isPlayable({ tasks }: JobSnapshot, joined: readonly JoinedRendition[], asset: AssetRecord): boolean {
  const opening = openingOf(tasks);
  if (opening === null) return false;
  const shown = joined.filter(({ rendition, mayGrow }) => rendition.complete || mayGrow);
  const has = (kind: Rendition["kind"]) => shown.some(({ rendition }) => rendition.kind === kind);
  const isWhole =
    asset.rendition_order.length > 0 &&
    shown.filter(({ rendition }) => rendition.complete).length === asset.rendition_order.length;
  const hasAll = (has("video") || !opening.has_video) && (has("audio") || !opening.has_audio);
  return isWhole || (shown.length > 0 && hasAll);
}

function openingOf(tasks: JobSnapshot["tasks"]) {
  return tasks.find(({ output }) => output?.opening)?.output?.opening ?? null;
}

function changeOf(
  { job, tasks }: JobSnapshot,
  asset: AssetRecord,
  renditions: readonly Rendition[],
  now: number,
): Change {
  const opening = openingOf(tasks);
  const set: AssetChange = {
    renditions,
    files: filesOf(tasks),
    revision: job.revision,
    ...(opening && {
      duration_ms: opening.duration_ms,
      has_video: opening.has_video,
      has_audio: opening.has_audio,
      // An attempt that finds the whole source does not know how an earlier one began.
      early_start: opening.early_start ?? asset.early_start,
      // What the upload knows of itself is not the worker's to say.
      source: { ...opening.source, size_bytes: null, filename: null, content_type: null },
    }),
  };
  if (asset.state !== "playable") {
    return {
      kind: "move_asset",
      id: asset.id,
      to: "playable",
      set: { ...set, output_prefix: jobPrefix(job), playable_at: now },
    };
  }
  const hasNews = renditions.some(({ id, complete }) => {
    const before = asset.renditions.find((rendition) => rendition.id === id);
    return before?.complete !== complete;
  });
  const complete = renditions.filter((rendition) => rendition.complete).map(({ id }) => id);
  return {
    kind: "update_asset",
    id: asset.id,
    in: ["playable"],
    set,
    event: hasNews ? { renditions: complete } : null,
  };
}

/** What tasks that succeeded made besides renditions; where two have the same name, the later task's counts. */
function filesOf(tasks: JobSnapshot["tasks"]): StoredFile[] {
  const files = new Map<string, StoredFile>();
  for (const task of tasks) {
    if (task.output === null || task.state !== "succeeded") continue;
    const directory = attemptDirectory(task, task.output.attempt);
    for (const file of task.output.files) files.set(file.name, { ...file, directory });
  }
  return [...files.values()];
}
