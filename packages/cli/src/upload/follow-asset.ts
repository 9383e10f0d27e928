import type { Asset } from "@firstframe/contract";
import { assetMachine, isTerminal } from "@firstframe/contract/constants";
import type { Firstframe } from "@firstframe/sdk";
import type { Surroundings } from "../surroundings.ts";

const lookEveryMs = 1_000;

/**
 * Waits until nothing more becomes of an asset: ready, failed or canceled.
 *
 * @param onChange told of every status that is seen for the first time, and how long it took (ms)
 */
export async function followAsset(
  assets: Pick<Firstframe["assets"], "retrieve">,
  id: string,
  onChange: (asset: Asset, elapsedMs: number) => void,
  { now, sleep, signal }: Pick<Surroundings, "now" | "sleep" | "signal">,
): Promise<Asset> {
  const begun = now();
  let seen: Asset["status"] | null = null;
  for (;;) {
    const asset = await assets.retrieve(id, { signal });
    if (asset.status !== seen) onChange(asset, now() - begun);
    seen = asset.status;
    if (isTerminal(assetMachine, asset.status) || asset.status === "failed") return asset;
    await sleep(lookEveryMs, signal);
  }
}
