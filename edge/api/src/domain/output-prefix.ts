/** Everything that is kept of an asset, but for its source. */
export function assetPrefix(assetId: string): string {
  return `assets/${assetId}/`;
}

/** What a job makes: the playlists, and what its tasks' attempts have made. */
export function jobPrefix(job: { readonly id: string; readonly asset_id: string }): string {
  return `${assetPrefix(job.asset_id)}${job.id}/`;
}

/** Where a job's decision record lies beside its outputs, where no viewer gets to. */
export function recordKey(job: { readonly id: string; readonly asset_id: string }): string {
  return `${assetPrefix(job.asset_id)}${recordsDirectory}/${job.id}.json`;
}

export const recordsDirectory = "records";

/** Where an attempt's files lie below its job's prefix: each attempt has a directory of its own. */
export function attemptDirectory(task: { readonly position: number }, attempt: number): string {
  return `${task.position}-${attempt}/`;
}

/** The parts of an upload's bytes. */
export function sourcePrefix(uploadId: string): string {
  return `sources/${uploadId}/`;
}
