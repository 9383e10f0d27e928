import { partialConcat, type UploadFacts, type UploadMetadata } from "@firstframe/ingest";
import type { SourcePart } from "../domain/byte-ports.ts";

/** An upload of the protocol as it was created. */
export interface LoggedUpload {
  readonly id: string;
  readonly size: number | null;
  readonly metadata: UploadMetadata | null;
  readonly concat: string | null;
  readonly createdAt: string;
}

type UploadRow = {
  id: string;
  size: number | null;
  metadata: string;
  concat: string | null;
  created_at: string;
};

/** Which parts make up which upload: the Durable Object's own database, which has this one writer. */
export class PartLog {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS uploads (
        id TEXT PRIMARY KEY, size INTEGER, metadata TEXT NOT NULL, concat TEXT, created_at TEXT NOT NULL
      );
      CREATE TABLE IF NOT EXISTS upload_parts (
        upload TEXT NOT NULL, offset INTEGER NOT NULL, size INTEGER NOT NULL, key TEXT NOT NULL,
        PRIMARY KEY (upload, offset)
      );
      -- Objects that are being written: what a process that died left here belongs to nothing.
      CREATE TABLE IF NOT EXISTS pending_objects (key TEXT PRIMARY KEY);`);
  }

  create({ id, size, metadata, concat, createdAt }: LoggedUpload): void {
    this.#sql.exec(
      "INSERT INTO uploads (id, size, metadata, concat, created_at) VALUES (?, ?, ?, ?, ?)",
      ...[id, size, JSON.stringify(metadata), concat, createdAt],
    );
  }

  find(id: string): LoggedUpload | null {
    const [row] = this.#sql.exec<UploadRow>("SELECT * FROM uploads WHERE id = ?", id);
    if (row === undefined) return null;
    return {
      id,
      size: row.size,
      metadata: JSON.parse(row.metadata),
      concat: row.concat,
      createdAt: row.created_at,
    };
  }

  facts(id: string): UploadFacts | null {
    const upload = this.find(id);
    return upload && { id, size: upload.size, concat: upload.concat, offset: this.offset(id) };
  }

  partials(): UploadFacts[] {
    const rows = this.#sql
      .exec<{ id: string }>("SELECT id FROM uploads WHERE concat = ?", partialConcat)
      .toArray();
    return rows.flatMap(({ id }) => this.facts(id) ?? []);
  }

  declareSize(id: string, size: number): void {
    this.#sql.exec("UPDATE uploads SET size = ? WHERE id = ?", size, id);
  }

  /** Bytes kept so far of one upload. */
  offset(id: string): number {
    return this.#sum(
      "SELECT COALESCE(MAX(offset + size), 0) AS bytes FROM upload_parts WHERE upload = ?",
      id,
    );
  }

  /** Bytes kept so far of the file, in whichever uploads they lie. */
  received(id: string): number {
    const partial = this.#sum(
      "SELECT COALESCE(SUM(size), 0) AS bytes FROM upload_parts WHERE upload <> ?",
      id,
    );
    return Math.max(this.offset(id), partial);
  }

  /** In ascending order, without gaps. */
  parts(id: string): SourcePart[] {
    return this.#sql
      .exec<{ key: string; offset: number; size: number }>(
        "SELECT key, offset, size FROM upload_parts WHERE upload = ? ORDER BY offset",
        id,
      )
      .toArray();
  }

  begin(key: string): void {
    this.#sql.exec("INSERT OR IGNORE INTO pending_objects (key) VALUES (?)", key);
  }

  /** The object is kept as a part, or is gone. */
  settle(key: string, kept: { readonly upload: string; readonly part: SourcePart } | null): void {
    if (kept !== null) {
      const { part, upload } = kept;
      this.#sql.exec(
        "INSERT INTO upload_parts (upload, offset, size, key) VALUES (?, ?, ?, ?)",
        ...[upload, part.offset, part.size, key],
      );
    }
    this.#sql.exec("DELETE FROM pending_objects WHERE key = ?", key);
  }

  pending(): string[] {
    return this.#sql
      .exec<{ key: string }>("SELECT key FROM pending_objects")
      .toArray()
      .map(({ key }) => key);
  }

  /** Lets the upload consist of what the partial ones hold, in order: no byte is moved. */
  concatenate(upload: LoggedUpload, partialIds: readonly string[]): void {
    this.create(upload);
    let offset = 0;
    for (const part of partialIds.flatMap((id) => this.parts(id))) {
      this.settle(part.key, { upload: upload.id, part: { ...part, offset } });
      offset += part.size;
    }
  }

  remove(id: string): void {
    this.#sql.exec("DELETE FROM upload_parts WHERE upload = ?", id);
    this.#sql.exec("DELETE FROM uploads WHERE id = ?", id);
  }

  clear(): void {
    for (const table of ["uploads", "upload_parts", "pending_objects"])
      this.#sql.exec(`DELETE FROM ${table}`);
  }

  #sum(query: string, id: string): number {
    return this.#sql.exec<{ bytes: number }>(query, id).one().bytes;
  }
}
