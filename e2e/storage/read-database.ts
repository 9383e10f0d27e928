import { copyFileSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** The database, or the index of the bucket, among the files of a copy's state folder (see edge/local/src/edge.ts). */
const files = {
  database: "edge/v3/d1/miniflare-D1DatabaseObject/*.sqlite",
  bucket: "edge/v3/r2/miniflare-R2BucketObject/*.sqlite",
} as const;

/** Times that the files are copied; each takes a few ms, and what changes the database itself is rare. */
const mostCopies = 10;

/**
 * Reads rows of what a running copy has stored. The files are copied first: whoever has them open is not disturbed.
 *
 * @param state folder of the copy
 * @throws what SQLite says of the last copy
 */
export function readDatabase<Row>(state: string, kind: keyof typeof files, sql: string): Row[] {
  const [path] = globSync(join(state, files[kind])).filter((name) => !name.endsWith("metadata.sqlite"));
  if (path === undefined) throw new Error(`there is no ${kind} in ${state}`);
  for (let copies = 1; ; copies++) {
    try {
      return readCopy<Row>(path, sql);
    } catch (error) {
      if (copies === mostCopies) throw error;
    }
  }
}

/** @throws where the files do not belong together, or SQLite finds so */
function readCopy<Row>(path: string, sql: string): Row[] {
  const folder = mkdtempSync(join(tmpdir(), "firstframe-database-"));
  const copy = join(folder, "copy.sqlite");
  try {
    const before = stampOf(path);
    copyFileSync(path, copy);
    // What was written last is in the write-ahead log.
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    if (stampOf(path) !== before)
      throw new Error("the log was written into the database while they were copied");
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

/**
 * Tells whether both files are of one time: a checkpoint writes to the database, and what comes behind it begins the log anew
 * (the 32 bytes of its header; https://www.sqlite.org/fileformat2.html#the_write_ahead_log). What is appended to the log
 * counts once it is whole.
 */
function stampOf(path: string): string {
  const { mtimeNs, size } = statSync(path, { bigint: true });
  const log = `${path}-wal`;
  const header = existsSync(log) ? readFileSync(log).toString("hex", 0, 32) : "";
  return `${mtimeNs} ${size} ${header}`;
}
