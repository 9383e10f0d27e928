import { randomBytes } from "node:crypto";
import { createIngest, type Ingest } from "@firstframe/ingest";
import type { Hono } from "hono";
import type { Logger } from "../logger.ts";
import type { RetryPolicy } from "../retry.ts";
import type { UploadGrowth } from "../source/local-source.ts";
import { cachedAdmissions } from "./cached-admissions.ts";
import { FileUploadStore } from "./file-upload-store.ts";
import { type IngestRoutes, ingestRoutes } from "./ingest-routes.ts";
import { createUploadApi } from "./upload-api.ts";
import { UploadFolder } from "./upload-folder.ts";
import { createUploadKeeper, type UploadKeeper } from "./upload-keeper.ts";
import { createUploadReader } from "./upload-reader.ts";
import { uploadRoutes } from "./upload-routes.ts";

interface Options {
  readonly directory: string;
  readonly apiUrl: string;
  readonly secret: string;
  readonly maximumSize: number;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly retry: RetryPolicy;
  readonly makeRequestId: () => string;
  readonly logger: Logger;
}

const suffixBytes = 4;

/** Uploads that arrive on this worker's volume. */
export interface WorkerIngest {
  /** What pages call, under `/v1/tus`. */
  readonly tus: IngestRoutes;
  /** What the API calls, under `/uploads`. */
  readonly uploads: Hono;
  readonly keeper: UploadKeeper;
  /** Where an upload's file lies. */
  fileOf(uploadId: string): string;
  /** How far an upload has come; null where it is not here. */
  growth(uploadId: string): Promise<UploadGrowth | null>;
}

export async function openIngest(options: Options): Promise<WorkerIngest> {
  const { now, retry, logger, makeRequestId, maximumSize } = options;
  const folder = new UploadFolder(options.directory);
  await folder.prepare();
  const api = createUploadApi(options);
  const { admit, forget } = cachedAdmissions(api.admit, now);
  const store: FileUploadStore = new FileUploadStore({
    folder,
    onKept: (id) => keeper.progressed(id),
    onDiscard: forget,
  });
  const keeper: UploadKeeper = createUploadKeeper({
    ...{ folder, store, api, now, retry, logger },
    conclude: (upload) => ingest.conclude(upload),
  });
  const ingest: Ingest = createIngest({
    store,
    events: keeper.events,
    makeSuffix: () => randomBytes(suffixBytes).toString("hex"),
    report: (error, { id, correlation_id }) =>
      logger.log("error", "the upload request failed", {
        upload_id: id,
        correlation_id,
        error: String(error),
      }),
  });
  const read = createUploadReader({ folder, store }, retry.sleep);
  return {
    tus: ingestRoutes({ ingest, admit, maximumSize, makeRequestId }),
    uploads: uploadRoutes(store, read),
    keeper,
    fileOf: (uploadId) => folder.fileOf(uploadId),
    growth: (uploadId) => store.growth(uploadId),
  };
}
