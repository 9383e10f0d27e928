import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** How often the folder is looked at, in ms. */
const interval = 200;

/** Watches how much lies in a folder. Returns what ends it and gives the most that was seen, in bytes. */
export function folderPeak(folder: string): () => number {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, sizeOf(folder));
  }, interval);
  return () => {
    clearInterval(timer);
    return most;
  };
}

function sizeOf(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  } catch {
    // Files go away while they are counted.
    return 0;
  }
}
