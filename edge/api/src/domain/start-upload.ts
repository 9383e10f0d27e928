import { unknownSource } from "./asset-record.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";

interface Input {
  readonly uploadId: string;
  /** Null when the client does not know yet. */
  readonly sizeBytes: number | null;
  readonly filename: string | null;
  readonly contentType: string | null;
}

/** Records that a client has begun to send. Harmless when repeated. */
export async function startUpload({ changes, uploads }: Services, input: Input): Promise<void> {
  const upload = await uploads.find(input.uploadId);
  if (upload?.state !== "waiting") return;
  try {
    await changes.commit([
      { kind: "move_upload", id: upload.id, to: "uploading", set: { size_bytes: input.sizeBytes } },
      {
        kind: "move_asset",
        id: upload.asset_id,
        to: "uploading",
        set: {
          source: {
            ...unknownSource,
            size_bytes: input.sizeBytes,
            filename: input.filename,
            content_type: input.contentType,
          },
        },
      },
    ]);
  } catch (error) {
    // Another request of the same client was first.
    if (!(error instanceof StaleStateError)) throw error;
  }
}
