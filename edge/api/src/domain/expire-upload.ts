import { isTerminal, uploadMachine } from "@firstframe/contract/constants";
import { endUpload } from "./end-upload.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";

/**
 * Ends an upload that was not finished in time; its asset fails with the reason, its bytes are removed. On legal hold it goes on to wait.
 *
 * @param dueBy only if it was to wait until then at the longest, in ms since the epoch: more may have arrived since that was found
 * @returns «held» where it waits for the end of a legal hold
 */
export async function expireUpload(
  services: Services,
  uploadId: string,
  dueBy = Number.POSITIVE_INFINITY,
): Promise<"over" | "held"> {
  const upload = await services.uploads.find(uploadId);
  if (upload === null || upload.expires_at > dueBy) return "over";
  try {
    await endUpload(services, upload, { upload: "expired", asset: "failed", code: "upload_expired" });
  } catch (error) {
    if (!(error instanceof StaleStateError)) throw error;
    const now = await services.uploads.find(uploadId);
    // Otherwise it ended in another way meanwhile.
    if (now?.legal_hold && !isTerminal(uploadMachine, now.state)) return "held";
  }
  return "over";
}
