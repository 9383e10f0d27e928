import { createReadStream, statSync } from "node:fs";
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Asset, DecisionRecord, JobList, Upload, UploadGrant } from "@firstframe/contract";
import { type Api, beginUpload, tusHeaders, uploadUrl } from "./uploads.ts";

export interface Pipeline extends Api {
  /** Of all that it keeps. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** A piece of this many bytes is sent at a time where the line is of limited rate. */
const piece = 128 * 1024;

/**
 * Uploads a file in one go.
 *
 * @param rate bytes per second; null for as fast as it goes
 * @param onGrant told before the first byte
 */
export async function sendFile(
  api: Api,
  path: string,
  rate: number | null,
  onGrant: (grant: UploadGrant) => Promise<void> = async () => undefined,
): Promise<{ readonly grant: UploadGrant; readonly lastByteAt: number }> {
  const { size } = statSync(path);
  const grant = await beginUpload(api, size);
  await onGrant(grant);
  await new Promise<void>((done, fail) => {
    const call = request(
      uploadUrl(grant),
      {
        method: "PATCH",
        agent: false,
        headers: {
          ...tusHeaders(grant.token),
          ...{ "upload-offset": "0", "content-length": String(size) },
          "content-type": "application/offset+octet-stream",
        },
      },
      (response) => {
        response.resume();
        if (response.statusCode === 204) done();
        else fail(new Error(`the upload was answered by ${response.statusCode}`));
      },
    );
    call.on("error", fail);
    if (rate === null) createReadStream(path, { highWaterMark: 1024 * 1024 }).pipe(call);
    else void pace(path, rate, call).catch(fail);
  });
  return { grant, lastByteAt: Date.now() };
}

async function pace(path: string, rate: number, call: ReturnType<typeof request>): Promise<void> {
  const startedAt = performance.now();
  let sent = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: piece })) {
    const aheadMs = (1000 * sent) / rate - (performance.now() - startedAt);
    if (aheadMs > 1) await sleep(aheadMs);
    call.write(chunk);
    sent += (chunk as Buffer).byteLength;
  }
  call.end();
}

/**
 * How often an asset is asked for, in ms. When it got how far is read off the API's own times, so that asking seldom costs no
 * exactness; asking often takes the cores from what is measured.
 */
const pollMs = 500;

/** Waits until the asset of an upload is at least so far. */
export async function processed(
  { url, key }: Api,
  grant: UploadGrant,
  state: "playable" | "ready",
): Promise<{ asset: Asset; upload: Upload; record: DecisionRecord }> {
  const headers = { authorization: `Bearer ${key}` };
  const read = async <Body>(path: string) => (await (await fetch(url + path, { headers })).json()) as Body;
  for (;;) {
    const asset = await read<Asset>(`/v1/assets/${grant.asset_id}`);
    if (asset.status === "failed") throw new Error(`the asset failed: ${JSON.stringify(asset.error)}`);
    if (asset.status === "ready" || (state === "playable" && asset.status === "playable")) {
      const [job] = (await read<JobList>(`/v1/jobs?asset_id=${asset.id}`)).data;
      const record = await read<DecisionRecord>(`/v1/jobs/${job?.id}/record`);
      return { asset, upload: await read<Upload>(`/v1/uploads/${grant.id}`), record };
    }
    await sleep(pollMs);
  }
}
