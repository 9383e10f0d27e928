import { statfsSync } from "node:fs";

/** @throws if the folder's disk has less room than so many bytes */
export function checkFreeSpace(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const gib = (value: number) => `${(value / 1024 ** 3).toFixed(1)} GiB`;
  if (bavail * bsize >= bytes) return;
  throw new Error(
    `${folder} has ${gib(bavail * bsize)} left, and this takes ${gib(bytes)}: free some, set TMPDIR to another disk, or name smaller --sizes.`,
  );
}
