import type { Hono } from "hono";
import type { Logger } from "../logger.ts";
import { cachedAdmissions } from "./cached-admissions.ts";
import { FileUploadStore } from "./file-upload-store.ts";
import { ingestRoutes } from "./ingest-routes.ts";
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
  readonly sleep: (ms: number) => Promise<void>;
  readonly makeRequestId: () => string;
  readonly logger: Logger;
}

/** Uploads that arrive on this worker's volume. */
export interface WorkerIngest {
  /** What pages call, under `/v1/tus`. */
  readonly tus: Hono;
  /** What the API calls, under `/uploads`. */
  readonly uploads: Hono;
  readonly keeper: UploadKeeper;
  /** Where an upload's file lies, once every byte is there. */
  fileOf(uploadId: string): string;
}

export function openIngest(options: Options): WorkerIngest {
  const { now, logger, makeRequestId, maximumSize } = options;
  const folder = new UploadFolder(options.directory);
  const api = createUploadApi(options);
  const admissions = cachedAdmissions(api.admit, now);
  const store: FileUploadStore = new FileUploadStore({
    folder,
    onKept: (id) => keeper.progressed(id),
    onDiscarded: admissions.forget,
  });
  const keeper = createUploadKeeper({ folder, store, api, now, logger });
  return {
    tus: ingestRoutes({
      store,
      events: keeper.events,
      admit: admissions.admit,
      maximumSize,
      makeRequestId,
      logger,
    }),
    uploads: uploadRoutes(store, createUploadReader({ folder, store }, options.sleep)),
    keeper,
    fileOf: (uploadId) => folder.fileOf(uploadId),
  };
}
