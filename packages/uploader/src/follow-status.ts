import type { UploadGrant, UploadStatus } from "@firstframe/contract";
import { retryDelay } from "./retry-delay.ts";

/** Pauses between two looks, in ms: quick at first, when most short videos become ready. */
const firstPause = 400;
const longestPause = 2_000;
const growth = 1.15;

interface Dependencies {
  readonly fetch: typeof fetch;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
}

/**
 * Follows an upload and its asset on the server until nothing more happens to it. Failed looks are repeated, for as
 * long as it takes; a token that is no longer good ends it quietly.
 */
export async function followStatus(
  grant: Pick<UploadGrant, "status_url" | "token">,
  onStatus: (status: UploadStatus) => void,
  signal: AbortSignal,
  { fetch, sleep, random }: Dependencies,
): Promise<void> {
  let pause = firstPause;
  let failures = 0;
  while (!signal.aborted) {
    const status = await look(grant, signal, fetch);
    if (status === "refused") return;
    if (status === null) {
      failures++;
      await sleep(retryDelay(failures, null, random()), signal);
      continue;
    }
    failures = 0;
    onStatus(status);
    if (["ready", "failed", "canceled"].includes(status.asset.status)) return;
    await sleep(pause, signal);
    pause = Math.min(longestPause, pause * growth);
  }
}

async function look(
  grant: Pick<UploadGrant, "status_url" | "token">,
  signal: AbortSignal,
  fetch: Dependencies["fetch"],
): Promise<UploadStatus | "refused" | null> {
  try {
    const response = await fetch(grant.status_url, {
      headers: { authorization: `Bearer ${grant.token}` },
      signal,
    });
    if (response.ok) return await response.json();
    return [401, 403, 404, 410].includes(response.status) ? "refused" : null;
  } catch {
    // Offline or a broken connection: the next look tells.
    return null;
  }
}
