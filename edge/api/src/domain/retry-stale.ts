import { StaleStateError } from "./stale-state-error.ts";

/** More than any number of workers that end tasks of one job at the same moment. */
const maximumTries = 100;

/**
 * Reads and writes anew as long as what was read had changed before it was written. Each time somebody else has got on, so it ends.
 *
 * @throws StaleStateError when it does not
 */
export async function retryStale<Result>(act: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof StaleStateError) || tries === maximumTries) throw error;
    }
  }
}
