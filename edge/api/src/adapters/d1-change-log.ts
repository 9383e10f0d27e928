import type { ChangeLog, Clock, MakeId } from "../domain/ports.ts";
import { RequestTakenError } from "../domain/request-taken-error.ts";
import { StaleStateError } from "../domain/stale-state-error.ts";
import { statementsOf } from "./change-statements.ts";
import { insertRows } from "./new-row.ts";

/** The guard of a compare-and-set, the indexes that let an asset have one open job of a kind, and one track of a name. */
const staleErrors = /malformed JSON|UNIQUE constraint failed: (jobs|tracks)\.asset_id/i;

const takenError = /UNIQUE constraint failed: idempotency_keys\./i;

/** Commits changes to D1, all in one batch. */
export function d1ChangeLog(
  db: D1Database,
  dependencies: { readonly clock: Clock; readonly makeId: MakeId },
): ChangeLog {
  return {
    async commit(changes) {
      const statements = insertRows(changes.flatMap((change) => statementsOf(change, dependencies)));
      try {
        await db.batch(statements.map(([sql, ...values]) => db.prepare(sql).bind(...values)));
      } catch (error) {
        if (error instanceof Error && takenError.test(error.message)) {
          throw new RequestTakenError("the request is being worked on, or done", { cause: error });
        }
        if (error instanceof Error && staleErrors.test(error.message)) {
          throw new StaleStateError("a state had changed meanwhile", { cause: error });
        }
        throw error;
      }
    },
  };
}
