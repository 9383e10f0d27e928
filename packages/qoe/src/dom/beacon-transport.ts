import type { MonitorOptions } from "../monitor-view.ts";

/** What sending needs of the page. */
export interface BeaconPage {
  readonly fetch: typeof fetch;
  /** `navigator.sendBeacon`, bound. */
  readonly sendBeacon?: (url: string, data: string) => boolean;
}

const timeoutMs = 30_000;

/**
 * Sends beacons over HTTP to `url`: urgent ones with `sendBeacon`, which outlives the page, all others (and those
 * that the browser did not queue) with `fetch`. A string goes as `text/plain`, which needs no preflight.
 *
 * @returns never rejects; false when the beacon was not taken
 */
export function beaconTransport(url: string, page: BeaconPage): MonitorOptions["send"] {
  function queue(body: string): boolean {
    try {
      return page.sendBeacon?.(url, body) ?? false;
    } catch {
      // Some blockers make it throw: then fetch is tried.
      return false;
    }
  }

  async function post(body: string): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const init = { method: "POST", body, keepalive: true, credentials: "omit", signal } as const;
      return (await page.fetch(url, init)).ok;
    } catch {
      // No network, or a blocker: measuring must never trouble the page, and the next beacon carries everything.
      return false;
    }
  }

  return async (beacon, urgent) => {
    const body = JSON.stringify(beacon);
    return (urgent && queue(body)) || post(body);
  };
}
