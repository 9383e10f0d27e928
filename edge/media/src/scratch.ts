import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Directories of this process alone. */
export interface Scratch {
  readonly sources: string;
  readonly tasks: string;
  remove(): Promise<void>;
}

const prefix = "firstframe-media-";

/** Makes the process's directories below `temporary`, and removes what processes left there that were killed. */
export async function openScratch(temporary: string, pid: number): Promise<Scratch> {
  await mkdir(temporary, { recursive: true });
  for (const name of await readdir(temporary)) {
    const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN;
    // A process of the same number was before this one, and is gone.
    if (Number.isInteger(owner) && (owner === pid || !isAlive(owner))) {
      await rm(join(temporary, name), { recursive: true, force: true, maxRetries: 3 });
    }
  }
  const directory = join(temporary, `${prefix}${pid}`);
  const scratch = { sources: join(directory, "sources"), tasks: join(directory, "tasks") };
  await mkdir(scratch.sources, { recursive: true });
  await mkdir(scratch.tasks, { recursive: true });
  return { ...scratch, remove: () => rm(directory, { recursive: true, force: true, maxRetries: 3 }) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
