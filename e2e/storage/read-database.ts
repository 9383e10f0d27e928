import { copyFileSync, existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** The database, or the index of the bucket, among the files of a copy's state folder (see edge/local/src/edge.ts). */
const files = {
  database: "edge/v3/d1/miniflare-D1DatabaseObject/*.sqlite",
  bucket: "edge/v3/r2/miniflare-R2BucketObject/*.sqlite",
} as const;

/**
 * Reads rows of what a running copy has stored. The files are copied first: whoever has them open is not disturbed.
 *
 * @param state folder of the copy
 */
export function readDatabase<Row>(state: string, kind: keyof typeof files, sql: string): Row[] {
  const [path] = globSync(join(state, files[kind])).filter((name) => !name.endsWith("metadata.sqlite"));
  if (path === undefined) throw new Error(`there is no ${kind} in ${state}`);
  const folder = mkdtempSync(join(tmpdir(), "firstframe-database-"));
  const copy = join(folder, "copy.sqlite");
  try {
    copyFileSync(path, copy);
    // What was written last is in the write-ahead log.
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    const database = new DatabaseSync(copy);
    try {
      return database.prepare(sql).all() as Row[];
    } finally {
      database.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
