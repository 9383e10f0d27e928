/** Kinds of breakage that may heal by trying again. */
export type FaultKind = "network" | "media";

/** What to do about a fault: wait so long, then recover; or give up. */
export type RecoveryStep =
  | { readonly action: "recover"; readonly delayMs: number }
  | { readonly action: "give_up" };

const allowed: Readonly<Record<FaultKind, number>> = { network: 3, media: 2 };
const firstNetworkDelayMs = 1000;

/**
 * Network faults are tried three times, about 1, 2 and 4 s apart; decoder faults twice, at once, as hls.js advises.
 *
 * @param earlier recoveries of this kind since playback last went well
 * @param random from 0 up to 1; spreads the tries of many viewers over ±25 %
 */
export function planRecovery(kind: FaultKind, earlier: number, random: number): RecoveryStep {
  if (earlier >= allowed[kind]) return { action: "give_up" };
  if (kind === "media") return { action: "recover", delayMs: 0 };
  return { action: "recover", delayMs: firstNetworkDelayMs * 2 ** earlier * (0.75 + random / 2) };
}
