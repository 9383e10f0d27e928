import type { UploadReport } from "@firstframe/contract";
import type { UploadEvents } from "@firstframe/ingest";
import type { Logger } from "../logger.ts";
import type { FileUploadStore } from "./file-upload-store.ts";
import type { UploadApi } from "./upload-api.ts";
import type { Ownership, UploadFolder } from "./upload-folder.ts";

interface Dependencies {
  readonly folder: UploadFolder;
  readonly store: FileUploadStore;
  readonly api: UploadApi;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly logger: Logger;
}

/** Progress is told at most this often, in ms. */
const progressInterval = 1_000;
/** What belongs to nothing is removed once it is this old, in ms. */
const leftoverAge = 60_000;

/** Sees to it that the API hears of what happens to the uploads on the volume, and that nothing stays for ever. */
export interface UploadKeeper {
  readonly events: UploadEvents;
  /** Bytes of the upload were kept. */
  progressed(uploadId: string): void;
  /** Tells again what the API has not taken, and gives up what waited too long. */
  tidy(): Promise<void>;
}

export function createUploadKeeper({ folder, store, api, now, logger }: Dependencies): UploadKeeper {
  const lastProgress = new Map<string, number>();

  async function tellReceived(ownership: Ownership): Promise<void> {
    const { id, received } = ownership;
    if (received === null) return;
    const { sizeBytes, filename, contentType } = received;
    const file = { size_bytes: sizeBytes, filename, content_type: contentType };
    await api.report(id, { kind: "received", ...file });
    // The upload may have been removed meanwhile; then there is nothing to note.
    if ((await folder.ownership(id)) !== undefined) await folder.writeOwnership({ ...ownership, told: true });
  }

  async function tidyUpload(uploadId: string): Promise<void> {
    const ownership = await folder.ownership(uploadId);
    if (ownership === undefined) {
      // A process died while it made or removed the upload; a moment ago, it may still be made.
      const touchedAt = (await folder.touchedAt(uploadId)) ?? 0;
      return touchedAt < now() - leftoverAge ? store.discard(uploadId) : undefined;
    }
    if (ownership.received !== null) return ownership.told ? undefined : tellReceived(ownership);
    const expiresAt = await store.expiresAt(uploadId);
    if (expiresAt === null || expiresAt > now()) return;
    await api.report(uploadId, { kind: "expired" });
    await store.discard(uploadId);
  }

  async function reportProgress(uploadId: string): Promise<void> {
    const facts = [await store.facts(uploadId), ...(await store.partials(uploadId))];
    const offset_bytes = facts.reduce((sum, upload) => sum + (upload?.offset ?? 0), 0);
    await api.report(uploadId, { kind: "progress", offset_bytes });
  }

  const warn = (message: string, uploadId: string) => (error: unknown) =>
    logger.log("warn", message, { upload_id: uploadId, error: String(error) });

  return {
    events: {
      async started(upload, { sizeBytes, filename, contentType }) {
        const report: UploadReport = {
          kind: "started",
          ...{ size_bytes: sizeBytes, filename, content_type: contentType },
        };
        await api.report(upload.id, report);
        if ((await folder.ownership(upload.id)) !== undefined) return;
        const { id, timeout_s } = upload;
        await folder.writeOwnership({ id, timeout_s, received: null, told: false });
      },
      async received(upload, file) {
        const ownership = await folder.ownership(upload.id);
        if (ownership === undefined || ownership.told) return;
        const received = { ...ownership, received: file };
        await folder.writeOwnership(received);
        // The bytes are safe: an API that is not there right now is told later.
        await tellReceived(received).catch(warn("the API was not told of a received upload yet", upload.id));
      },
      async refused({ id }, code) {
        await api.report(id, { kind: "refused", code });
        await store.discard(id);
      },
      async terminated({ id }) {
        await api.report(id, { kind: "terminated" });
        await store.discard(id);
      },
    },
    progressed(uploadId) {
      if (now() - (lastProgress.get(uploadId) ?? 0) < progressInterval) return;
      lastProgress.set(uploadId, now());
      reportProgress(uploadId).catch(warn("progress was not told", uploadId));
    },
    async tidy() {
      for (const uploadId of await folder.uploadIds()) {
        await tidyUpload(uploadId).catch(warn("an upload could not be tidied up", uploadId));
        lastProgress.delete(uploadId);
      }
    },
  };
}
