import type { Asset, Job } from "@firstframe/contract";

/** Milliseconds from the asset's creation, before its first byte came, until it could be played; null until then. */
export function timeToPlayable(asset: Pick<Asset, "created_at" | "playable_at">): number | null {
  return asset.playable_at === null ? null : Date.parse(asset.playable_at) - Date.parse(asset.created_at);
}

/** How long a job waited for its (last) start, and how long it ran, in ms up to `now`; null where it did not. */
export function jobTiming(
  job: Pick<Job, "state" | "created_at" | "started_at" | "finished_at">,
  now: number,
): { waitedMs: number | null; ranMs: number | null } {
  const created = Date.parse(job.created_at);
  const finished = job.finished_at === null ? null : Date.parse(job.finished_at);
  if (job.started_at === null) {
    return { waitedMs: Math.max(0, (finished ?? now) - created), ranMs: null };
  }
  const started = Date.parse(job.started_at);
  const running = job.state === "running" ? now : null;
  const end = finished ?? running;
  return { waitedMs: Math.max(0, started - created), ranMs: end === null ? null : Math.max(0, end - started) };
}
