import type { Asset, CreateUpload } from "@firstframe/contract";
import type { Clip } from "./clips.ts";
import { newUpload } from "./new-upload.ts";
import type { DevFile } from "./running-system.ts";

/** An asset at the end of its processing, and how long that took. */
export interface ProcessedClip {
  readonly asset: Asset;
  /** Seconds from the last byte sent until it could be played; null when it never could. */
  readonly playableS: number | null;
  /** Seconds from the last byte sent until its end. */
  readonly endedS: number;
}

const pollMs = 50;

/**
 * Uploads as a page would, and waits for the end of the asset's processing.
 *
 * @param whilePlayable called again and again while the asset can be played but is not ready yet
 * @param options of the upload
 */
export async function uploadClip(
  { api, secret_key }: DevFile,
  clip: Clip,
  whilePlayable: (asset: Asset) => Promise<void> = async () => undefined,
  options: CreateUpload = {},
): Promise<ProcessedClip> {
  const headers = { authorization: `Bearer ${secret_key}` };
  const grant = await newUpload({ api, secret_key }, options);
  const sent = await fetch(grant.endpoint, {
    method: "POST",
    headers: {
      ...{ authorization: `Bearer ${grant.token}`, "tus-resumable": "1.0.0" },
      "upload-length": String(clip.buffer.byteLength),
      "upload-metadata": `filename ${btoa(clip.name)}`,
      "content-type": "application/offset+octet-stream",
    },
    body: new Uint8Array(clip.buffer),
  });
  const offset = sent.headers.get("upload-offset");
  if (sent.status !== 201 || offset !== String(clip.buffer.byteLength)) {
    throw new Error(`upload of ${clip.name}: ${sent.status}, ${offset} of ${clip.buffer.byteLength} bytes`);
  }
  const begun = performance.now();
  let playableS: number | null = null;
  for (;;) {
    const answer = await fetch(`${api}/v1/assets/${grant.asset_id}`, { headers });
    const asset = (await answer.json()) as Asset;
    const elapsedS = (performance.now() - begun) / 1000;
    if (asset.status === "playable" || asset.status === "ready") playableS ??= elapsedS;
    if (asset.status === "ready" || asset.status === "failed") return { asset, playableS, endedS: elapsedS };
    if (asset.status === "playable") await whilePlayable(asset);
    await new Promise((done) => setTimeout(done, pollMs));
  }
}
