import type { Asset, Environment, UrlInput } from "@firstframe/contract";
import { fetchUrlFault } from "@firstframe/ingest";
import { ApiError } from "./api-error.ts";
import { type AssetImport, importAsset } from "./import-asset.ts";
import type { Services } from "./ports.ts";

/**
 * Makes an asset of a file that a media worker fetches from its address, into an upload like any other.
 *
 * @throws ApiError `invalid_request` for an address that is not fetched from
 */
export async function fetchAsset(services: Services, wanted: AssetImport<UrlInput>): Promise<Asset> {
  const { input, environment } = wanted;
  const fault = fetchUrlFault(input.url, allowedHostsOf(services, environment));
  if (fault !== null) {
    throw new ApiError("invalid_request", `The address of the file ${fault}.`, {
      errors: [{ field: "input.url", message: fault }],
    });
  }
  const { origin, pathname } = new URL(input.url);
  return importAsset(services, wanted, {
    origin: { url: `${origin}${pathname}` },
    task: { kind: "fetch", input: { url: input.url } },
  });
}

/** Only the sandbox may be told to trust a host: live customers give addresses that nobody has looked at. */
export function allowedHostsOf({ settings }: Services, environment: Environment): readonly string[] {
  return environment === "sandbox" ? settings.fetchAllowedHosts : [];
}
