/** What the browser believes about the connection; null where it does not say (Safari, Firefox). */
export interface ConnectionHint {
  /** Such as `4g`. */
  readonly effectiveType: string | null;
  /** Bits per second. */
  readonly bandwidth: number | null;
}

// Browsers report what a page got at best; a segment gets somewhat less.
const cautious = 0.7;

/** Reads the Network Information API (https://wicg.github.io/netinfo/). */
export function connectionHint(navigator: Navigator): ConnectionHint {
  const connection: unknown = "connection" in navigator ? navigator.connection : null;
  if (typeof connection !== "object" || connection === null) return { effectiveType: null, bandwidth: null };
  const type = "effectiveType" in connection ? connection.effectiveType : null;
  const downlink = "downlink" in connection ? connection.downlink : null;
  return {
    effectiveType: typeof type === "string" ? type : null,
    bandwidth: typeof downlink === "number" && downlink > 0 ? downlink * 1e6 * cautious : null,
  };
}
