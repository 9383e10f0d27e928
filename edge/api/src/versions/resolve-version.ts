import {
  type ApiVersion,
  apiVersionHeader,
  apiVersions,
  currentApiVersion,
} from "@firstframe/contract/constants";
import { ApiError } from "../domain/api-error.ts";
import { safeExcerpt } from "../domain/safe-excerpt.ts";

/**
 * The version that a request is answered in: the one that it names, else the one that its key is pinned to, else the current one.
 *
 * @throws ApiError `unsupported_version`
 */
export function resolveVersion(named: string | undefined, pinned: string | undefined): ApiVersion {
  const wanted = named ?? pinned ?? currentApiVersion;
  const version = apiVersions.find((known) => known === wanted);
  if (version !== undefined) return version;
  const known = apiVersions.join(", ");
  throw new ApiError(
    "unsupported_version",
    named === undefined
      ? `The key is pinned to the version ${pinned} of the API, which is no longer served. Name one of ${known} in the header ${apiVersionHeader}, or use a newer key.`
      : `There is no version «${safeExcerpt(named, 40)}» of the API. Name one of ${known} in the header ${apiVersionHeader}.`,
  );
}
