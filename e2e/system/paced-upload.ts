import type { Asset, UploadGrant } from "@firstframe/contract";
import { newUpload } from "./new-upload.ts";
import type { DevFile } from "./running-system.ts";
import { readAsset } from "./settled-asset.ts";
import { tusClient } from "./tus-client.ts";

/** An upload that takes its time, and does not end before it is told to. */
export interface PacedUpload {
  readonly grant: UploadGrant;
  /** Whether the last byte was sent, or the upload has ended otherwise. */
  readonly isOver: () => boolean;
  /** Resolves with the offset that the server has; null when it gave no answer. */
  readonly sent: Promise<number | null>;
  /** The asset once it can be played. */
  playable(): Promise<Asset>;
  /** Lets the last bytes go, which are held back until then. */
  finish(): void;
}

/** Begins to send a file in one request that takes at least about `seconds` to its last bytes. */
export async function startPacedUpload(
  dev: DevFile,
  file: Uint8Array,
  seconds: number,
): Promise<PacedUpload> {
  const grant = await newUpload(dev);
  const client = tusClient(grant);
  await client.create(file.byteLength);
  let isOver = false;
  const { promise: beforeLast, resolve: finish } = Promise.withResolvers<void>();
  const sent = client.patch(0, file, { bytesPerS: file.byteLength / seconds, beforeLast }).then((answer) => {
    isOver = true;
    return answer?.offset ?? null;
  });
  return {
    grant,
    sent,
    isOver: () => isOver,
    finish,
    async playable() {
      for (;;) {
        const asset = await readAsset(dev, grant.asset_id);
        if (["playable", "ready"].includes(asset.status)) return asset;
        if (["failed", "canceled"].includes(asset.status)) throw new Error(asset.error?.code ?? asset.status);
        await new Promise((done) => setTimeout(done, 50));
      }
    },
  };
}
