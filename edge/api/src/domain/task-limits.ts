/** Attempts that a task gets before its job fails for good. */
export const maximumAttempts = 3;

/** Attempts that a fetch gets; each goes on where the one before ended. */
export const maximumFetchAttempts = 5;

/** Seconds that looking at a source and making it playable, or fetching it, is thought to take. */
export const firstTaskWeight = 10;
