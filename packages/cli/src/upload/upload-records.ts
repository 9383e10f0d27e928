import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { UploadGrant } from "@firstframe/contract";

/** What is kept of the grant that came with an upload: its token opens that one upload. */
export type KeptGrant = Pick<UploadGrant, "id" | "asset_id" | "endpoint" | "token" | "token_expires_at">;

/** An unfinished upload, so that the same command goes on with it. */
export interface UploadRecord {
  /** Names the creation, so that repeating it after a crash makes no second one. */
  readonly idempotencyKey: string;
  /** Null until it is created. */
  readonly grant: KeptGrant | null;
  /** tus upload URL; null until the server has taken it. */
  readonly uploadUrl: string | null;
}

/** Unfinished uploads, one file each, readable by the user alone. */
export interface UploadRecords {
  readonly load: () => Promise<UploadRecord | null>;
  readonly save: (record: UploadRecord) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/**
 * @param folder made when it is needed
 * @param identity what distinguishes this upload: file, deployment, and what the upload is to be like
 */
export function uploadRecords(folder: string, identity: unknown): UploadRecords {
  const name = createHash("sha256").update(JSON.stringify(identity)).digest("hex");
  const path = join(folder, `${name}.json`);
  return {
    async load() {
      try {
        return JSON.parse(await readFile(path, "utf8"));
      } catch {
        return null; // Never begun, finished, or unreadable: it is begun anew.
      }
    },
    async save(record) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const written = `${path}.${process.pid}`;
      await writeFile(written, JSON.stringify(record), { mode: 0o600 });
      // Whoever is killed meanwhile leaves the old one, whole.
      await rename(written, path);
    },
    remove: () => rm(path, { force: true }),
  };
}
