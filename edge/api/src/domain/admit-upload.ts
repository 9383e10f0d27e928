import type { Admission } from "@firstframe/contract";
import { ApiError } from "./api-error.ts";
import { formatTime } from "./format-time.ts";
import type { Services } from "./ports.ts";

/**
 * What an upload token is good for.
 *
 * @throws ApiError `unauthenticated`, `token_expired`, `gone`
 */
export async function admitUpload(services: Services, token: string): Promise<Admission> {
  const { upload_id, expires_at } = await services.tokens.readUpload(token);
  const upload = await services.uploads.find(upload_id);
  if (upload === null) throw new ApiError("gone", "This upload was removed. Get a new one.");
  const { id, state, max_size_bytes, allowed_types, cors_origin, timeout_s } = upload;
  return {
    upload: {
      ...{ id, state, max_size_bytes, cors_origin, timeout_s },
      allowed_types: allowed_types && [...allowed_types],
    },
    token_expires_at: formatTime(expires_at),
  };
}
