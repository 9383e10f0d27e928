import type { Change } from "./change.ts";
import type { ChangeLog } from "./ports.ts";

/** Changes of which the first ones that are committed have another one with them, in the same transaction. */
export interface ChangesWithOneMore extends ChangeLog {
  /** Whether it was written. */
  isWritten(): boolean;
}

/** @param oneMore what goes with the changes that it is given */
export function withFirstCommit(
  changes: ChangeLog,
  oneMore: (first: readonly Change[]) => Change,
): ChangesWithOneMore {
  let isWritten = false;
  return {
    isWritten: () => isWritten,
    async commit(list, options) {
      await changes.commit(isWritten ? list : [...list, oneMore(list)], options);
      isWritten = true;
    },
  };
}
