/** Part of the Network Information API, which not every browser has. */
interface NetworkInformation {
  /** `4g`, `3g` … */
  readonly effectiveType?: string;
  /** Mbit/s. */
  readonly downlink?: number;
}

/** The browser's idea of its connection; empty where it has none. */
export function networkInformation(navigator: Navigator): NetworkInformation {
  const { connection } = navigator as Navigator & { readonly connection?: NetworkInformation };
  return connection ?? {};
}
