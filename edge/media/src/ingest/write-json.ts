import { randomUUID } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import { unfinishedName } from "./unfinished-file.ts";

/** Writes a JSON file that, whenever the process dies, is there as it was before or as it is afterwards. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  const fresh = unfinishedName(path, randomUUID());
  await writeFile(fresh, JSON.stringify(value));
  await rename(fresh, path);
}
