import type { UploadGrant } from "@firstframe/contract";
import type { PartUrls } from "./send-upload.ts";

/** What is needed of a grant to go on with its upload. */
export type KeptGrant = Pick<
  UploadGrant,
  "id" | "asset_id" | "endpoint" | "token" | "token_expires_at" | "status_url"
>;

/** An unfinished upload: what it takes to go on with it on a later page. */
export interface UploadRecord {
  /** Of the file's content. */
  readonly fingerprint: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly grant: KeptGrant;
  /** Null while the file is sent over several connections. */
  readonly uploadUrl: string | null;
  /** Null unless the file is sent over several connections. */
  readonly partUrls: PartUrls | null;
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
  /** The file itself, where the browser lets a later page have it again. */
  readonly handle: FileSystemFileHandle | null;
  /** A copy of it, where it is small enough. */
  readonly copy: Blob | null;
}

/** Remembers unfinished uploads. */
export interface UploadRecords {
  load(fingerprint: string): Promise<UploadRecord | null>;
  save(record: UploadRecord): Promise<void>;
  remove(fingerprint: string): Promise<void>;
  /** Newest first. */
  list(): Promise<UploadRecord[]>;
}

/** Where nothing can be remembered, nothing is. */
const noRecords: UploadRecords = {
  load: async () => null,
  save: async () => undefined,
  remove: async () => undefined,
  list: async () => [],
};

/**
 * Records that are opened when they are first needed. A browser that refuses storage (private windows, full disks) only
 * loses them: no upload waits for it, none fails.
 */
export function lazyRecords(open: () => Promise<UploadRecords>): UploadRecords {
  let opened: Promise<UploadRecords> | undefined;
  const attempt = async <Result>(act: (records: UploadRecords) => Promise<Result>): Promise<Result> => {
    opened ??= open();
    try {
      return await act(await opened);
    } catch {
      return act(noRecords);
    }
  };
  return {
    load: (fingerprint) => attempt((records) => records.load(fingerprint)),
    save: (record) => attempt((records) => records.save(record)),
    remove: (fingerprint) => attempt((records) => records.remove(fingerprint)),
    list: () => attempt((records) => records.list()),
  };
}
