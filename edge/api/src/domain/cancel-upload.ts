import { ApiError } from "./api-error.ts";
import { endUpload } from "./end-upload.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";

/**
 * Gives up an upload that is not complete, with its asset and its bytes. Harmless when repeated.
 *
 * @throws ApiError `conflict` when the upload is over already
 */
export async function cancelUpload(services: Services, uploadId: string): Promise<void> {
  const upload = await services.uploads.find(uploadId);
  if (upload === null || upload.state === "canceled") return;
  try {
    await endUpload(services, upload, { upload: "canceled", asset: "canceled", code: null });
  } catch (error) {
    if (!(error instanceof StaleStateError)) throw error;
    throw new ApiError(
      "conflict",
      "The upload is over already and cannot be canceled. To remove its video, delete the asset.",
      { cause: error },
    );
  }
}
