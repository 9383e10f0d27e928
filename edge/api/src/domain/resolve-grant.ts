import { idPattern } from "@firstframe/contract/constants";
import { ApiError } from "./api-error.ts";
import type { AssetRecord } from "./asset-record.ts";
import type { Services } from "./ports.ts";

const playbackId = idPattern("playback");

interface Options {
  /** Accept what no longer (or not) entitles to play: for beacons, which tell of refused views too. */
  readonly evenRefused?: boolean;
}

/**
 * The asset that a grant opens: a playback id where the policy is public, otherwise a playback token.
 *
 * @throws ApiError `unauthenticated`, `token_expired`, `not_entitled`, `not_found`
 */
export async function resolveGrant(
  services: Services,
  grant: string,
  options: Options = {},
): Promise<AssetRecord> {
  const byId = playbackId.test(grant);
  const claims = byId
    ? null
    : await services.playback.read(grant, { evenExpired: options.evenRefused ?? false });
  const asset = await services.assets.findByPlaybackId(claims?.playback_id ?? grant);
  if (asset === null || (claims !== null && asset.environment !== claims.environment)) {
    throw new ApiError(
      "not_found",
      "This video does not exist or was removed. Check the address that it is played from.",
    );
  }
  if (byId && asset.playback_policy === "signed" && !options.evenRefused) {
    throw new ApiError("not_entitled", "This video needs a playback token. Ask the page's server for one.");
  }
  return asset;
}
