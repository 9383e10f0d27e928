import type { Asset, ClipInput } from "@firstframe/contract";
import { ApiError, notFound } from "./api-error.ts";
import { type AssetImport, importAsset } from "./import-asset.ts";
import type { Services } from "./ports.ts";
import { uploadOf } from "./upload-of.ts";

/**
 * Makes an asset of a part of another one's source, which a media worker cuts into an upload like any other.
 *
 * @throws ApiError `not_found` for an asset that there is not; `conflict` for one that is not processed and all there;
 *   `invalid_request` for a part that it does not have
 */
export async function clipAsset(services: Services, wanted: AssetImport<ClipInput>): Promise<Asset> {
  const { input, environment } = wanted;
  const origin = await services.assets.find(input.asset_id);
  if (origin?.environment !== environment) throw notFound("asset", input.asset_id);
  const upload = await uploadOf(services, origin);
  if (origin.state !== "ready" && origin.state !== "playable") {
    const advice = "Wait until it is playable, or take another one.";
    throw new ApiError("conflict", `Nothing can be cut from an asset that is ${origin.state}. ${advice}`);
  }
  if (upload?.state !== "completed") {
    throw new ApiError("conflict", "The asset is still being uploaded. Wait until its upload is completed.");
  }
  const errors = rangeFaults(input, origin.duration_ms);
  if (errors.length > 0) {
    const said = errors.map(({ field, message }) => `${field} ${message}`).join("; ");
    throw new ApiError("invalid_request", `The asset has no such part: ${said}.`, { errors });
  }
  const endMs = input.end_s === undefined ? null : toMs(input.end_s);
  return importAsset(services, wanted, {
    origin: { assetId: origin.id },
    task: { kind: "clip", range: { start_ms: toMs(input.start_s), end_ms: endMs } },
  });
}

/** @param durationMs null where it is not known yet */
function rangeFaults(
  { start_s, end_s }: ClipInput,
  durationMs: number | null,
): { field: string; message: string }[] {
  const faults: { field: string; message: string }[] = [];
  const isBeyond = (seconds: number) => durationMs !== null && toMs(seconds) > durationMs;
  const within = `is beyond the duration of ${(durationMs ?? 0) / 1000} s`;
  if (isBeyond(start_s) || toMs(start_s) === durationMs) {
    faults.push({ field: "input.start_s", message: within });
  }
  if (end_s === undefined) return faults;
  if (isBeyond(end_s)) faults.push({ field: "input.end_s", message: within });
  if (toMs(end_s) <= toMs(start_s))
    faults.push({ field: "input.end_s", message: "is not after input.start_s" });
  return faults;
}

function toMs(seconds: number): number {
  return Math.round(seconds * 1000);
}
