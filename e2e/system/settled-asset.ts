import { setTimeout as sleep } from "node:timers/promises";
import type { Asset } from "@firstframe/contract";
import type { DevFile } from "./running-system.ts";

const pollMs = 100;

export async function readAsset({ api, secret_key }: DevFile, id: string): Promise<Asset> {
  const response = await fetch(`${api}/v1/assets/${id}`, {
    headers: { authorization: `Bearer ${secret_key}` },
  });
  if (!response.ok) throw new Error(`asset ${id}: ${response.status}`);
  return (await response.json()) as Asset;
}

/** An asset at the end of its processing. */
export async function settledAsset(dev: DevFile, id: string): Promise<Asset> {
  for (;;) {
    const asset = await readAsset(dev, id);
    if (["ready", "failed", "canceled"].includes(asset.status)) return asset;
    await sleep(pollMs);
  }
}
