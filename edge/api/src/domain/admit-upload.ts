import type { Admission, Ingest } from "@firstframe/contract";
import { ApiError } from "./api-error.ts";
import { formatTime } from "./format-time.ts";
import type { Services } from "./ports.ts";

/**
 * What an upload token is good for, where its bytes are about to arrive.
 *
 * @throws ApiError `unauthenticated`, `token_expired`, `gone`, `not_found`
 */
export async function admitUpload(services: Services, token: string, ingest: Ingest): Promise<Admission> {
  const { upload_id, expires_at } = await services.tokens.readUpload(token);
  const upload = await services.uploads.find(upload_id);
  if (upload === null) throw new ApiError("gone", "This upload was removed. Get a new one.");
  if (upload.ingest !== ingest) {
    const { ingestUrls } = services.settings;
    throw new ApiError(
      "not_found",
      `This upload takes its bytes at ${ingestUrls[upload.ingest]}. Send them there.`,
    );
  }
  const { id, state, max_size_bytes, allowed_types, cors_origin, correlation_id, timeout_s, legal_hold } =
    upload;
  return {
    upload: {
      ...{ id, state, max_size_bytes, cors_origin, correlation_id, timeout_s, legal_hold },
      allowed_types: allowed_types && [...allowed_types],
    },
    token_expires_at: formatTime(expires_at),
  };
}
