import type { Environment, UploadGrant } from "@firstframe/contract";
import { ApiError } from "./api-error.ts";
import { grantUpload } from "./grant-upload.ts";
import type { Services } from "./ports.ts";

/**
 * Another token for an upload, against the last one, which may have expired.
 *
 * @throws ApiError `invalid_request` for what is no token of this environment, `gone` when the upload was removed
 */
export async function renewUploadToken(
  services: Services,
  input: { token: string; environment: Environment },
): Promise<UploadGrant> {
  const claims = await services.tokens.readUpload(input.token, { evenExpired: true }).catch((cause) => {
    if (!(cause instanceof ApiError)) throw cause;
    throw notRenewable(cause);
  });
  if (claims.environment !== input.environment) throw notRenewable();
  const upload = await services.uploads.find(claims.upload_id);
  if (upload === null) throw new ApiError("gone", "This upload was removed. Make a new one.");
  return grantUpload(services, upload);
}

function notRenewable(cause?: unknown): ApiError {
  return new ApiError(
    "invalid_request",
    "The token is not one of an upload of this environment. Send the last one that the upload had.",
    {
      cause,
      errors: [{ field: "token", message: "expected the token of an upload" }],
    },
  );
}
