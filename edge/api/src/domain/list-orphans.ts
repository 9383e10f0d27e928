import type { AssetRecord } from "./asset-record.ts";
import { jobPrefix, recordsDirectory } from "./output-prefix.ts";
import type { Services } from "./ports.ts";
import type { TaskRecord } from "./task-record.ts";

/**
 * Objects in the bucket that belong to nothing and that nobody is going to remove. There should be none; reads everything, so it
 * is for operators and tests.
 *
 * @returns their keys
 */
export async function listOrphans(services: Services): Promise<string[]> {
  const { objects, purges } = services;
  const pending = await purges.list();
  const keys = [...(await objects.list("assets/")), ...(await objects.list("sources/"))];
  const asset = once((id) => services.assets.find(id));
  const upload = once((id) => services.uploads.find(id));
  const job = once((id) => services.jobs.find(id));
  const tracks = once((id) => services.tracks.listOfAsset(id));
  const tasks = once((id) => services.tasks.listOfJob(id));

  const isOwned = async (key: string): Promise<boolean> => {
    if (pending.some(({ prefix }) => key.startsWith(prefix))) return true;
    const [root, owner = "", jobId = "", directory = ""] = key.split("/");
    if (root === "sources") {
      const state = (await upload(owner))?.state ?? "canceled";
      return ["waiting", "uploading", "completed"].includes(state);
    }
    if (jobId === "tracks") return (await tracks(owner)).some(({ id }) => id === directory);
    const found = await asset(owner);
    if (jobId === recordsDirectory) return found !== null;
    const made = await job(jobId);
    if (found === null || !key.startsWith(found.output_prefix ?? jobPrefix({ id: jobId, asset_id: owner }))) {
      return false;
    }
    // Of a layout that had no jobs in its paths.
    if (made === null) return found.output_prefix !== null;
    if (made.state === "failed" || made.state === "canceled") return false;
    return ownsDirectory(found, await tasks(made.id), directory, made.state === "succeeded");
  };

  const owned = await Promise.all(keys.map(isOwned));
  return keys.filter((_, index) => !owned[index]);
}

/** Whether a directory of a job's is an attempt's that counts, or may still be watched; or holds a playlist that is listed. */
function ownsDirectory(
  asset: AssetRecord,
  tasks: readonly TaskRecord[],
  directory: string,
  isOver: boolean,
): boolean {
  const attempt = /^(\d+)-(\d+)$/.exec(directory);
  if (attempt === null) return !isOver || asset.renditions.some(({ id }) => id === directory);
  const task = tasks.find(({ position }) => position === Number(attempt[1]));
  if (task === undefined) return false;
  return isOver ? task.attempt === Number(attempt[2]) : Number(attempt[2]) <= task.attempt;
}

function once<Value>(read: (id: string) => Promise<Value>): (id: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (id) => {
    const value = known.get(id) ?? read(id);
    known.set(id, value);
    return value;
  };
}
