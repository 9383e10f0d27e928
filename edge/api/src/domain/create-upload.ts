import type { UploadGrant } from "@firstframe/contract";
import { grantUpload } from "./grant-upload.ts";
import { type NewUpload, newUpload } from "./new-upload.ts";
import type { Services } from "./ports.ts";

/** Makes an upload and its asset, and the token with which a page may send the file. */
export async function createUpload(services: Services, input: NewUpload): Promise<UploadGrant> {
  const { upload, changes } = newUpload(services, input, {});
  const grant = await grantUpload(services, upload);
  await services.changes.commit(changes, { answer: grant });
  return grant;
}
