import { env } from "cloudflare:test";
import type { Asset, EventList, JobList, JobWithTasks } from "@firstframe/contract";
import { compose } from "../compose.ts";
import type { Services } from "../domain/ports.ts";
import { reconcile } from "../domain/reconcile.ts";
import { call, createKey, createUpload, sendFile } from "./client.ts";

/** A video whose bytes are all here, and the key that reads it. */
export interface Uploaded {
  readonly key: string;
  readonly assetId: string;
}

export async function uploaded(options: object = {}): Promise<Uploaded> {
  const key = await createKey();
  const grant = await createUpload(key, options);
  await sendFile(grant, new TextEncoder().encode("bytes"));
  return { key, assetId: grant.asset_id };
}

export async function readAsset({ key, assetId }: Uploaded): Promise<Asset> {
  return (await call<Asset>("GET", `/v1/assets/${assetId}`, { token: key })).body;
}

/** The asset's latest job. */
export async function readJob({ key, assetId }: Uploaded): Promise<JobWithTasks> {
  const { body } = await call<JobList>("GET", `/v1/jobs?asset_id=${assetId}`, { token: key });
  return (await call<JobWithTasks>("GET", `/v1/jobs/${body.data[0]?.id}`, { token: key })).body;
}

export async function readEvents({ key, assetId }: Uploaded): Promise<EventList["data"]> {
  return (await call<EventList>("GET", `/v1/events?asset_id=${assetId}`, { token: key })).body.data;
}

/** What a viewer gets; null for what is not there. */
export async function readFile(video: Uploaded, path: string): Promise<string | null> {
  const { playback_id } = await readAsset(video);
  const { status, body } = await call<string>("GET", `/play/${playback_id}/${path}`);
  return status === 200 ? body : null;
}

/** The reconciler, as it runs that much later. The queue is not there: nothing comes of what it puts back. */
export async function reconcileAfter(ms: number, more: Partial<Services> = {}): Promise<void> {
  const queue = { send: async () => undefined };
  await reconcile({ ...compose(env), clock: () => Date.now() + ms, queue, ...more });
}
