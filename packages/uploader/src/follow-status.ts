import type { UploadStatus } from "@firstframe/contract";
import { retryDelay } from "./retry-delay.ts";
import type { KeptGrant } from "./upload-records.ts";

/** Pauses between two looks, in ms: quick at first, when most short videos become ready. */
const firstPause = 500;
const longestPause = 2_000;
const growth = 1.15;
/** After a failed look the pause stops growing at this many failures: someone is watching. */
const mostFailures = 4;
/** While offline, how often to see whether that is over, and after how long to look all the same, in ms. */
const offlineStep = 500;
const offlineLongest = 20_000;

interface Dependencies {
  readonly fetch: typeof fetch;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly online: () => boolean;
  /** Another token for the upload; `refused` where there is none to be had, null where there was no answer. */
  readonly renew: () => Promise<Pick<KeptGrant, "status_url" | "token"> | "refused" | null>;
}

/**
 * Follows an upload and its asset on the server until nothing more happens to it. Failed looks are repeated, for as
 * long as it takes.
 *
 * @returns `lost` where the server no longer tells this page: the upload was removed, or no token opens it any more
 */
export async function followStatus(
  first: Pick<KeptGrant, "status_url" | "token">,
  onStatus: (status: UploadStatus) => void,
  signal: AbortSignal,
  { fetch, sleep, random, online, renew }: Dependencies,
): Promise<"over" | "lost"> {
  let grant = first;
  let pause = firstPause;
  let failures = 0;
  let isFresh = false;
  while (!signal.aborted) {
    let status = await look(grant, signal, fetch);
    if (status === "token") {
      const renewed = isFresh ? "refused" : await renew();
      if (renewed !== null && renewed !== "refused") {
        grant = renewed;
        isFresh = true;
        continue;
      }
      status = renewed;
    }
    if (status === "refused") return "lost";
    if (status === null) {
      failures = Math.min(mostFailures, failures + 1);
      for (let waited = 0; !online() && waited < offlineLongest && !signal.aborted; waited += offlineStep) {
        await sleep(offlineStep, signal);
      }
      await sleep(retryDelay(failures, null, random()), signal);
      continue;
    }
    failures = 0;
    isFresh = false;
    onStatus(status);
    if (["ready", "failed", "canceled"].includes(status.asset.status)) return "over";
    await sleep(pause, signal);
    pause = Math.min(longestPause, pause * growth);
  }
  return "over";
}

/** @returns what the server says; `token` where it wants another one; null where there was no answer */
export async function look(
  grant: Pick<KeptGrant, "status_url" | "token">,
  signal: AbortSignal,
  fetch: Dependencies["fetch"],
): Promise<UploadStatus | "refused" | "token" | null> {
  try {
    const response = await fetch(grant.status_url, {
      headers: { authorization: `Bearer ${grant.token}` },
      signal,
    });
    if (response.ok) return await response.json();
    if (response.status === 401) return "token";
    return [403, 404, 410].includes(response.status) ? "refused" : null;
  } catch {
    // Offline or a broken connection: the next look tells.
    return null;
  }
}
