import { isTerminal, uploadMachine } from "@firstframe/contract/constants";
import { ApiError } from "./api-error.ts";
import type { Services } from "./ports.ts";

/**
 * Whether there is still any use for an upload's bytes: whoever keeps them removes them otherwise.
 *
 * @throws ApiError `gone`
 */
export async function checkWanted({ uploads }: Services, uploadId: string): Promise<void> {
  const upload = await uploads.find(uploadId);
  if (upload === null) throw new ApiError("gone", "This upload was removed: remove its bytes.");
  if (upload.state === "completed" || !isTerminal(uploadMachine, upload.state)) return;
  throw new ApiError("gone", `This upload is ${upload.state}: remove its bytes.`);
}
