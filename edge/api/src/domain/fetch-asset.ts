import { type Asset, type createAsset, createUpload, type Environment } from "@firstframe/contract";
import { fetchUrlFault } from "@firstframe/ingest";
import type { z } from "zod";
import { ApiError, notFound } from "./api-error.ts";
import { toAsset } from "./asset-record.ts";
import { enqueueTask } from "./enqueue-task.ts";
import { newJob } from "./new-job.ts";
import { newUpload } from "./new-upload.ts";
import type { Services } from "./ports.ts";

/**
 * Makes an asset of a file that a media worker fetches from its address, into an upload like any other.
 *
 * @throws ApiError `invalid_request` for an address that is not fetched from
 */
export async function fetchAsset(
  services: Services,
  input: z.output<typeof createAsset> & { readonly environment: Environment },
): Promise<Asset> {
  const { environment, input: source, ...rest } = input;
  const fault = fetchUrlFault(source.url, allowedHostsOf(services, environment));
  if (fault !== null) {
    throw new ApiError("invalid_request", `The address of the file ${fault}.`, {
      errors: [{ field: "input.url", message: fault }],
    });
  }
  const url = new URL(source.url);
  const shown = `${url.origin}${url.pathname}`;
  const { upload, changes } = newUpload(services, { ...createUpload.parse({}), ...rest, environment }, shown);
  const job = newJob(services, upload, "fetch", { url: source.url });
  await services.changes.commit([...changes, ...job.changes]);
  await enqueueTask(services, job.taskId);
  const asset = await services.assets.find(upload.asset_id);
  if (asset === null) throw notFound("asset", upload.asset_id);
  return toAsset(asset);
}

/** Only the sandbox may be told to trust a host: live customers give addresses that nobody has looked at. */
export function allowedHostsOf({ settings }: Services, environment: Environment): readonly string[] {
  return environment === "sandbox" ? settings.fetchAllowedHosts : [];
}
