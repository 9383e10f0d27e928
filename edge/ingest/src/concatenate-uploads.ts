import type { Locker } from "@tus/server";
import type { AdmittedUpload } from "./admitted-upload.ts";
import type { UploadMetadata } from "./declared-file.ts";
import type { IngestStore } from "./ingest-store.ts";
import { TusError } from "./tus-error.ts";
import { readFinalConcat } from "./upload-concat.ts";
import { tooLarge } from "./upload-limits.ts";
import { partialId, pathOfId } from "./upload-path.ts";

interface Concatenation {
  readonly upload: AdmittedUpload;
  /** `Upload-Concat` as it came. */
  readonly concat: string;
  readonly metadata: UploadMetadata | undefined;
  readonly signal: AbortSignal;
}

/**
 * Makes an upload of its partial ones (tus 1.0, Concatenation). Harmless when repeated.
 *
 * @throws TusError `invalid_request`, `not_found`, `conflict`, `payload_too_large`
 */
export async function concatenateUploads(
  { store, locker }: { readonly store: IngestStore; readonly locker: Locker },
  { upload, concat, metadata, signal }: Concatenation,
): Promise<void> {
  const ids = readFinalConcat(concat);
  const lock = locker.newLock(upload.id);
  await lock.lock(signal, () => undefined);
  try {
    const existing = await store.facts(upload.id);
    if (existing?.concat === concat) return;
    if (existing !== null) throw begunOtherwise();
    const sizeBytes = await sizeOfPartials(store, upload, ids);
    if (sizeBytes > upload.max_size_bytes) throw tooLarge(upload.max_size_bytes);
    await store.concatenate({ id: upload.id, size: sizeBytes, metadata, concat, partialIds: ids });
  } finally {
    await lock.unlock();
  }
}

async function sizeOfPartials(
  store: IngestStore,
  upload: AdmittedUpload,
  ids: readonly string[],
): Promise<number> {
  let total = 0;
  for (const id of ids) {
    const partial = id.startsWith(partialId(upload.id, "")) ? await store.facts(id) : null;
    if (partial === null) throw new TusError("not_found", `There is no partial upload ${pathOfId(id)}.`);
    const { offset, size } = partial;
    if (offset !== size) {
      const length = size ?? "an unknown number of";
      throw new TusError(
        "conflict",
        `The partial upload ${pathOfId(id)} has ${offset} of ${length} bytes. Send the rest first.`,
      );
    }
    total += offset;
  }
  return total;
}

export function begunOtherwise(): TusError {
  return new TusError("conflict", "This upload was begun in another way. Get a new upload.");
}
