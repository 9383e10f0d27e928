import type { createUpload as createUploadSchema, Environment, UploadGrant } from "@firstframe/contract";
import type { z } from "zod";
import { unknownSource } from "./asset-record.ts";
import { grantUpload } from "./grant-upload.ts";
import type { Services } from "./ports.ts";
import type { UploadRecord } from "./upload-record.ts";

type Input = z.output<typeof createUploadSchema> & { environment: Environment };

/** Makes an upload and its asset, and the token with which a page may send the file. */
export async function createUpload(services: Services, input: Input): Promise<UploadGrant> {
  const { clock, makeId, settings } = services;
  const now = clock();
  const assetId = makeId("asset");
  const upload: UploadRecord = {
    id: makeId("upload"),
    environment: input.environment,
    asset_id: assetId,
    state: "waiting",
    offset_bytes: 0,
    size_bytes: null,
    max_size_bytes: Math.min(input.max_size_bytes ?? settings.maxUploadBytes, settings.maxUploadBytes),
    allowed_types: input.allowed_types ?? null,
    cors_origin: input.cors_origin ?? null,
    ingest: settings.ingest,
    token_lifetime_s: input.token_lifetime_s,
    timeout_s: input.timeout_s,
    correlation_id: input.correlation_id ?? null,
    created_at: now,
    completed_at: null,
    expires_at: now + input.timeout_s * 1000,
  };
  await services.changes.commit([
    {
      kind: "create_asset",
      asset: {
        id: assetId,
        environment: input.environment,
        playback_id: makeId("playback"),
        playback_policy: input.playback_policy,
        upload_id: upload.id,
        source: unknownSource,
        metadata: input.metadata ?? {},
        correlation_id: upload.correlation_id,
        created_at: now,
      },
    },
    { kind: "create_upload", upload },
  ]);
  return grantUpload(services, upload);
}
