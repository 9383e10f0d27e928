import { readFile } from "node:fs/promises";
import { ifThere } from "../if-there.ts";

/** Reads a JSON file; undefined where there is none. */
export async function readJson<Value>(path: string): Promise<Value | undefined> {
  const text = await ifThere(readFile(path, "utf8"));
  return text === undefined ? undefined : JSON.parse(text);
}
