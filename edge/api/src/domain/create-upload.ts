import type { createUpload as createUploadSchema, Environment, UploadGrant } from "@firstframe/contract";
import type { z } from "zod";
import { unknownSource } from "./asset-record.ts";
import { formatTime } from "./format-time.ts";
import type { Services } from "./ports.ts";
import { toUpload, type UploadRecord } from "./upload-record.ts";

type Input = z.output<typeof createUploadSchema> & { environment: Environment };

/** How long an unfinished upload is kept, in ms. */
const uploadLifetime = 24 * 3600 * 1000;

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
    correlation_id: input.correlation_id ?? null,
    created_at: now,
    completed_at: null,
    expires_at: now + uploadLifetime,
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
  return {
    ...toUpload(upload),
    endpoint: `${settings.publicUrl}/v1/tus`,
    token: await services.tokens.signUpload(
      { upload_id: upload.id, environment: upload.environment },
      upload.expires_at,
    ),
    token_expires_at: formatTime(upload.expires_at),
    status_url: `${settings.publicUrl}/v1/uploads/${upload.id}/status`,
  };
}
