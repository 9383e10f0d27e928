import type { createUpload, Environment } from "@firstframe/contract";
import type { z } from "zod";
import { type AssetRecord, newAssetState, unknownSource } from "./asset-record.ts";
import type { Change } from "./change.ts";
import { deletionTime } from "./deletion-time.ts";
import type { Services } from "./ports.ts";
import { sandboxOutcome } from "./sandbox-outcome.ts";
import type { UploadRecord } from "./upload-record.ts";

export type NewUpload = z.output<typeof createUpload> & { readonly environment: Environment };

/** Where an asset's file comes from, if not from a page. */
export interface Origin {
  /** The address, as it may be shown. */
  readonly url?: string;
  /** The asset that it is a part of. */
  readonly assetId?: string;
}

/** What a new upload is before anything has happened to it. */
const newUploadState = {
  state: "waiting",
  offset_bytes: 0,
  size_bytes: null,
  completed_at: null,
  legal_hold: false,
} as const;

/**
 * An upload and its asset, and the changes that make them.
 *
 * @throws ApiError `invalid_request` for a sandbox outcome that there is not, and for a deletion in the past
 */
export function newUpload(
  services: Pick<Services, "clock" | "makeId" | "settings" | "traceparent" | "correlationId">,
  input: NewUpload,
  origin: Origin,
): { readonly upload: UploadRecord; readonly asset: AssetRecord; readonly changes: Change[] } {
  sandboxOutcome(input);
  const { clock, makeId, settings } = services;
  const now = clock();
  const assetId = makeId("asset");
  const upload = {
    id: makeId("upload"),
    environment: input.environment,
    asset_id: assetId,
    max_size_bytes: Math.min(input.max_size_bytes ?? settings.maxUploadBytes, settings.maxUploadBytes),
    allowed_types: input.allowed_types ?? null,
    cors_origin: input.cors_origin ?? null,
    ingest: settings.ingest,
    token_lifetime_s: input.token_expires_in_s,
    timeout_s: input.timeout_s,
    correlation_id: input.correlation_id ?? services.correlationId,
    created_at: now,
    expires_at: now + input.timeout_s * 1000,
  };
  const asset = {
    id: assetId,
    environment: input.environment,
    playback_id: makeId("playback"),
    playback_policy: input.playback_policy,
    upload_id: upload.id,
    source: unknownSource,
    source_url: origin.url ?? null,
    source_asset_id: origin.assetId ?? null,
    thumbnail_time_s: input.thumbnail_time_s ?? null,
    mp4_download: input.mp4_download,
    metadata: input.metadata ?? {},
    delete_after: deletionTime(input.delete_after ?? null, now),
    correlation_id: upload.correlation_id,
    traceparent: services.traceparent,
    created_at: now,
  };
  return {
    upload: { ...upload, ...newUploadState },
    asset: { ...newAssetState, ...asset },
    changes: [{ kind: "create_upload", upload, asset }],
  };
}
