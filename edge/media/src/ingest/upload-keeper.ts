import type { UploadReport } from "@firstframe/contract";
import { TusError, type UploadEvents } from "@firstframe/ingest";
import type { Logger } from "../logger.ts";
import { type RetryPolicy, retry } from "../retry.ts";
import type { FileUploadStore } from "./file-upload-store.ts";
import type { UploadApi } from "./upload-api.ts";
import type { Ownership, UploadFolder } from "./upload-folder.ts";

interface Dependencies {
  readonly folder: UploadFolder;
  readonly store: FileUploadStore;
  readonly api: UploadApi;
  /** Tells of an upload if every byte of it is here; returns whether that is so. */
  readonly conclude: (upload: Ownership["upload"]) => Promise<boolean>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly retry: RetryPolicy;
  readonly logger: Logger;
}

/** Progress is told at most this often, in ms. */
const progressInterval = 1_000;
/** A client's last bytes are acknowledged after this time, in ms, whether or not the API has taken note of them. */
const patience = 3_000;
/** What belongs to nothing is removed once it is this old, in ms. */
const leftoverAge = 60_000;
/** The API is told anew of a whole upload after this time, in ms: it may have no more use for it, and nobody could say so. */
const tellAgain = 3_600_000;

/** Sees to it that the API hears of what happens to the uploads on the volume, and that nothing stays for ever. */
export interface UploadKeeper {
  readonly events: UploadEvents;
  /** Bytes of the upload were kept. */
  progressed(uploadId: string): void;
  /** Tells again what the API has not taken, and gives up what waited too long. */
  tidy(): Promise<void>;
}

export function createUploadKeeper(dependencies: Dependencies): UploadKeeper {
  const { folder, store, api, conclude, now, logger } = dependencies;
  const lastProgress = new Map<string, number>();
  /** When this process told of uploads that every byte is here. The next one tells it again. */
  const told = new Map<string, number>();
  const never = new AbortController().signal;
  const warn = (message: string, uploadId: string) => (error: unknown) =>
    logger.log("warn", message, { upload_id: uploadId, error: String(error) });

  /** Tells the API of an upload; one that is of no use to it any more is removed. */
  async function tell(uploadId: string, report: UploadReport): Promise<void> {
    if ((await api.report(uploadId, report)) === "unwanted") await store.discard(uploadId);
  }

  async function tellReceived(uploadId: string, received: NonNullable<Ownership["received"]>): Promise<void> {
    const { sizeBytes, filename, contentType } = received;
    await tell(uploadId, { kind: "received", size_bytes: sizeBytes, filename, content_type: contentType });
    told.set(uploadId, now());
  }

  async function tellProgress(uploadId: string): Promise<void> {
    const facts = [await store.facts(uploadId), ...(await store.partials(uploadId))];
    const offset_bytes = facts.reduce((sum, upload) => sum + (upload?.offset ?? 0), 0);
    await tell(uploadId, { kind: "progress", offset_bytes });
  }

  async function tidyUpload(uploadId: string): Promise<void> {
    if (now() - (told.get(uploadId) ?? Number.NEGATIVE_INFINITY) < tellAgain) return;
    const ownership = await folder.ownership(uploadId);
    if (ownership === undefined) {
      // A process died while it made or removed the upload; a moment ago, it may still be made.
      const touchedAt = (await folder.touchedAt(uploadId)) ?? 0;
      return touchedAt < now() - leftoverAge ? store.discard(uploadId) : undefined;
    }
    if (ownership.received !== null) return tellReceived(uploadId, ownership.received);
    if (await conclude(ownership.upload)) return;
    const expiresAt = await store.expiresAt(uploadId);
    if (expiresAt === null || expiresAt > now()) return;
    if ((await api.report(uploadId, { kind: "expired" })) !== "held") await store.discard(uploadId);
  }

  return {
    events: {
      async started(upload, { sizeBytes, filename, contentType }) {
        const file = { size_bytes: sizeBytes, filename, content_type: contentType };
        if ((await api.report(upload.id, { kind: "started", ...file })) === "unwanted") {
          throw new TusError("gone", "This upload is over. Get a new one.");
        }
        if ((await folder.ownership(upload.id)) === undefined) {
          await folder.writeOwnership({ upload, received: null });
        }
      },
      async received(upload, file) {
        const ownership = await folder.ownership(upload.id);
        if (ownership === undefined || told.has(upload.id)) return;
        await folder.writeOwnership({ ...ownership, received: file });
        const telling = retry(
          () => tellReceived(upload.id, file),
          () => true,
          dependencies.retry,
          never,
        ).catch(warn("the API was not told of a received upload yet", upload.id));
        // The bytes are safe: an API that is not there right now is told later.
        await Promise.race([telling, dependencies.retry.sleep(patience, never)]);
      },
      async refused({ id }, code) {
        await tell(id, { kind: "refused", code });
        await store.discard(id);
      },
      async terminated({ id }) {
        await tell(id, { kind: "terminated" });
        await store.discard(id);
      },
    },
    progressed(uploadId) {
      if (now() - (lastProgress.get(uploadId) ?? 0) < progressInterval) return;
      lastProgress.set(uploadId, now());
      tellProgress(uploadId).catch(warn("progress was not told", uploadId));
    },
    async tidy() {
      const uploadIds = new Set(await folder.uploadIds());
      for (const known of [told, lastProgress]) {
        for (const uploadId of known.keys()) if (!uploadIds.has(uploadId)) known.delete(uploadId);
      }
      for (const uploadId of uploadIds) {
        await tidyUpload(uploadId).catch(warn("an upload could not be tidied up", uploadId));
      }
    },
  };
}
