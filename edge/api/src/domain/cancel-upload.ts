import { isTerminal, uploadMachine } from "@firstframe/contract/constants";
import { ApiError } from "./api-error.ts";
import { endUpload } from "./end-upload.ts";
import { onLegalHold } from "./on-legal-hold.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";

/**
 * Gives up an upload that is not complete, with its asset and its bytes. Harmless when repeated.
 *
 * @param evenOnHold its bytes are gone already
 * @throws ApiError `conflict` when the upload is over already; `on_legal_hold`
 */
export async function cancelUpload(
  services: Services,
  { uploadId, evenOnHold = false }: { readonly uploadId: string; readonly evenOnHold?: boolean },
): Promise<void> {
  const upload = await services.uploads.find(uploadId);
  if (upload === null || upload.state === "canceled") return;
  try {
    await endUpload(services, upload, { upload: "canceled", asset: "canceled", code: null, evenOnHold });
  } catch (error) {
    if (!(error instanceof StaleStateError)) throw error;
    const now = await services.uploads.find(uploadId);
    if (now?.legal_hold && !isTerminal(uploadMachine, now.state)) throw onLegalHold("The upload", error);
    throw new ApiError(
      "conflict",
      "The upload is over already and cannot be canceled. To remove its video, delete the asset.",
      { cause: error },
    );
  }
}
