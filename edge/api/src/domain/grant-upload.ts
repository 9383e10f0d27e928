import type { UploadGrant } from "@firstframe/contract";
import { formatTime } from "./format-time.ts";
import type { Services } from "./ports.ts";
import { toUpload, type UploadRecord } from "./upload-record.ts";

/** An upload with a fresh token for it: what a page needs to send the file. */
export async function grantUpload(services: Services, upload: UploadRecord): Promise<UploadGrant> {
  const { clock, settings, tokens } = services;
  const tokenExpiresAt = clock() + upload.token_lifetime_s * 1000;
  const claims = { upload_id: upload.id, environment: upload.environment };
  return {
    ...toUpload(upload),
    endpoint: `${settings.ingestUrls[upload.ingest]}/v1/tus`,
    token: await tokens.signUpload(claims, tokenExpiresAt),
    token_expires_at: formatTime(tokenExpiresAt),
    status_url: `${settings.publicUrl}/v1/uploads/${upload.id}/status`,
  };
}
