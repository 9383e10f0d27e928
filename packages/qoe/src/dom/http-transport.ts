import type { BeaconTransport, Delivery } from "../beacon-transport.ts";

/** What the transport needs of the browser. */
export interface HttpTransportOptions {
  /** Absolute URL that takes beacons. */
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  /** `navigator.sendBeacon`, bound, where there is one. */
  readonly sendBeacon: ((url: string, body: BodyInit) => boolean) | undefined;
}

/** `text/plain` needs no preflight, without which a page that goes away could not send at all. */
const contentType = "text/plain;charset=UTF-8";

const timeoutMs = 30_000;

/** Sends beacons over HTTP: `fetch` with `keepalive`, and `sendBeacon` at the end. */
export function createHttpTransport({ url, fetch, sendBeacon }: HttpTransportOptions): BeaconTransport {
  async function send(body: string): Promise<Delivery> {
    try {
      const response = await fetch(url, {
        method: "POST",
        body,
        headers: { "content-type": contentType },
        keepalive: true,
        credentials: "omit",
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (response.ok) return "delivered";
      return response.status === 429 || response.status >= 500 ? "failed" : "refused";
    } catch {
      // No network, or a blocker: measuring must never trouble the page, and the next snapshot carries all of it.
      return "failed";
    }
  }

  function sendAtExit(body: string): boolean {
    try {
      if (sendBeacon?.(url, new Blob([body], { type: contentType }))) return true;
    } catch {
      // Some blockers make sendBeacon throw; fetch is tried instead.
    }
    void send(body);
    return true;
  }

  return { send, sendAtExit };
}
