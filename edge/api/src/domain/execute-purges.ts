import type { Services } from "./ports.ts";

/** Time until a prefix is emptied again, in ms: by then a worker that lost its lease has learned so. */
export const secondPassAfter = 3 * 60_000;
const batch = 100;

/** Removes what is due to be removed. A failure is logged: the reconciler tries again until each prefix is empty. */
export async function executePurges(services: Services): Promise<void> {
  const { purges, objects, clock, log } = services;
  try {
    for (const purge of await purges.findDue(clock(), batch)) {
      await objects.deleteUnder(purge.prefix);
      await purges.settle(purge, clock() + secondPassAfter);
    }
  } catch (error) {
    log("error", "could not remove what belongs to nothing; the reconciler will", { error: String(error) });
  }
}
