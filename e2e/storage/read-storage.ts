import type { Storage } from "./find-orphans.ts";
import { readDatabase } from "./read-database.ts";

/** Every key in the bucket of a copy. */
export function readKeys(state: string): string[] {
  return readDatabase<{ key: string }>(state, "bucket", "SELECT key FROM _mf_objects ORDER BY key").map(
    ({ key }) => key,
  );
}

/** The ids of a copy's assets. */
export function readAssetIds(state: string): string[] {
  return readDatabase<{ id: string }>(state, "database", "SELECT id FROM assets").map(({ id }) => id);
}

/** What a copy has in its bucket, and what its database says of that. Of two files: nothing should change meanwhile. */
export function readStorage(state: string): Storage {
  const rows = <Row>(sql: string) => readDatabase<Row>(state, "database", sql);
  return {
    keys: readKeys(state),
    uploads: rows("SELECT id, state FROM uploads"),
    jobs: rows("SELECT id, asset_id, state FROM jobs"),
    tasks: rows("SELECT job_id, position, attempt, output ->> '$.attempt' AS won FROM tasks"),
    purges: rows<{ prefix: string }>("SELECT prefix FROM purges").map(({ prefix }) => prefix),
  };
}
