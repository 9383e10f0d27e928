import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What a local `npm start` tells of itself. */
export interface DevFile {
  readonly path: string;
  readonly api: string;
  readonly secretKey: string;
}

/**
 * Looks for `.firstframe/dev.json` from a folder upwards: it is there while `npm start` runs.
 *
 * @param stateFolder where the state was moved to by `FIRSTFRAME_STATE`; looked at first
 * @returns null where none is found
 */
export async function findDevFile(folder: string, stateFolder: string | undefined): Promise<DevFile | null> {
  const moved = stateFolder ? await readDevFile(join(stateFolder, "dev.json")) : null;
  if (moved !== null) return moved;
  for (let at = folder; ; at = dirname(at)) {
    const found = await readDevFile(join(at, ".firstframe", "dev.json"));
    if (found !== null || at === dirname(at)) return found;
  }
}

async function readDevFile(path: string): Promise<DevFile | null> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    return null; // Not there, or not for us to read.
  }
  try {
    const { api, secret_key: secretKey } = JSON.parse(text);
    return typeof api === "string" && typeof secretKey === "string" ? { path, api, secretKey } : null;
  } catch {
    return null; // Being written at this moment, or another program's.
  }
}
