/** How often each remedy was tried since playback last went on. */
export interface Tries {
  readonly network: number;
  readonly media: number;
}

/** What to do about a fatal error of the engine. */
export type Remedy =
  | { readonly action: "give_up" }
  | { readonly action: "load_again" | "recover_media"; readonly delayMs: number; readonly tries: Tries };

export const noTries: Tries = { network: 0, media: 0 };

const mostNetworkTries = 3;
const mostMediaTries = 2;
const firstDelayMs = 1_000;

/**
 * Chooses what to do about a fatal error, or to give up. The engine retries single requests by itself, so
 * this is the second line: few tries, doubling delays.
 *
 * @param random 0 to 1; half of each delay is left to chance, so that viewers of one outage spread out
 */
export function remedy(kind: "network" | "media", tries: Tries, random: number): Remedy {
  if (kind === "media") {
    if (tries.media >= mostMediaTries) return { action: "give_up" };
    return { action: "recover_media", delayMs: 0, tries: { ...tries, media: tries.media + 1 } };
  }
  if (tries.network >= mostNetworkTries) return { action: "give_up" };
  const delayMs = firstDelayMs * 2 ** tries.network * (0.5 + random / 2);
  return { action: "load_again", delayMs, tries: { ...tries, network: tries.network + 1 } };
}
