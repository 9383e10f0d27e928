import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The version of a package that Node would load from a folder; null where there is none. */
export async function installedVersion(name: string, folder: string): Promise<string | null> {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { version } = JSON.parse(await readFile(join(at, "node_modules", name, "package.json"), "utf8"));
      if (typeof version === "string") return version;
    } catch {
      // Not in this folder: perhaps further up.
    }
    if (at === dirname(at)) return null;
  }
}
