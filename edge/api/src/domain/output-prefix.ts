/** Where an attempt's files lie in the bucket: each attempt writes under a prefix of its own. */
export function outputPrefix(assetId: string, jobId: string, attempt: number): string {
  return `${assetPrefix(assetId)}${jobId}-${attempt}/`;
}

/** Everything that is kept of an asset, but for its source. */
export function assetPrefix(assetId: string): string {
  return `assets/${assetId}/`;
}

/** The parts of an upload's bytes. */
export function sourcePrefix(uploadId: string): string {
  return `sources/${uploadId}/`;
}
