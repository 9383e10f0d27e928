import { formatBytes } from "../output/format-bytes.ts";
import { formatClock } from "../output/format-clock.ts";
import { plainText } from "../output/plain-text.ts";

export interface Progress {
  readonly name: string;
  readonly sentBytes: number;
  readonly sizeBytes: number;
  /** Null while unknown. */
  readonly bytesPerSecond: number | null;
}

const longestBar = 30;
const shortestBar = 8;

/** Such as `clip.mp4  43%  12.3 MB of 28.6 MB  4.2 MB/s  0:04 left`. */
export function progressLine({ name, sentBytes, sizeBytes, bytesPerSecond }: Progress): string {
  const share = sizeBytes === 0 ? 1 : sentBytes / sizeBytes;
  return [
    plainText(name),
    `${Math.floor(share * 100)}%`,
    `${formatBytes(sentBytes)} of ${formatBytes(sizeBytes)}`,
    ...(bytesPerSecond ? [`${formatBytes(bytesPerSecond)}/s`] : []),
    ...(bytesPerSecond && share < 1 ? [`${formatClock((sizeBytes - sentBytes) / bytesPerSecond)} left`] : []),
  ].join("  ");
}

/** The same with a bar behind it, as far as a terminal's width leaves room; never wider than that. */
export function progressBar(progress: Progress, columns: number): string {
  const line = progressLine(progress);
  const width = Math.min(longestBar, columns - line.length - 5);
  if (width < shortestBar) return line.slice(0, Math.max(0, columns - 1));
  const share = progress.sizeBytes === 0 ? 1 : progress.sentBytes / progress.sizeBytes;
  const full = Math.floor(share * width);
  return `${line}  ${"█".repeat(full)}${"░".repeat(width - full)}`;
}
