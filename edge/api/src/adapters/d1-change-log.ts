import { waitUntil } from "cloudflare:workers";
import type { ChangeLog, Clock, MakeId } from "../domain/ports.ts";
import { RequestTakenError } from "../domain/request-taken-error.ts";
import { StaleStateError } from "../domain/stale-state-error.ts";
import { statementsOf } from "./change-statements.ts";
import { gatherCalls } from "./gather-calls.ts";
import { insertRows, type NewRow } from "./new-row.ts";
import type { Statement } from "./statement.ts";

/** The guard of a compare-and-set, the indexes that let an asset have one open job of a kind, and one track of a name. */
const staleErrors = /malformed JSON|UNIQUE constraint failed: (jobs|tracks)\.asset_id/i;

const takenError = /UNIQUE constraint failed: idempotency_keys\./i;

/**
 * The database refused a statement and rolled the batch back, or it was never sent since it cannot be: unlike after other failures it
 * is known that nothing was written.
 */
const refusal = /SQLITE_|D1_TYPE_ERROR/;

/** How long a transaction waits for the changes of others, in ms. */
const gather = 2;
/** Lists of changes that share a transaction. */
const most = 16;
/** A transaction that was not seen to end by then was given up, in ms. */
const patience = 15_000;

/** A transaction of several was refused, for the sake of one of them. */
class RefusedTogetherError extends Error {
  override readonly name = "RefusedTogetherError";
}

type Parts = readonly (Statement | NewRow)[];

/**
 * Commits changes to D1, each list in one transaction. Lists that come at the same time share one, since a database does one after the
 * other: where it is refused, each is tried on its own, by the request that it is of.
 */
export function d1ChangeLog(
  db: D1Database,
  dependencies: { readonly clock: Clock; readonly makeId: MakeId },
): ChangeLog {
  const write = async (parts: Parts): Promise<void> => {
    await db.batch(insertRows(parts).map(([sql, ...values]) => db.prepare(sql).bind(...values)));
  };
  const writeTogether = gatherCalls<Parts, void>({
    async call(lists) {
      const writing = write(lists.flat()).catch((error: unknown) => {
        if (lists.length === 1 || !refusal.test(String(error))) throw error;
        throw new RefusedTogetherError("a change of this transaction was refused", { cause: error });
      });
      const [all] = await Promise.allSettled([writing]);
      return lists.map(() => all);
    },
    ...{ delay: gather, most, patience },
    ...{ wait: (ms) => scheduler.wait(ms), keepAlive: waitUntil, clock: dependencies.clock },
  });
  const commit = (parts: Parts): Promise<void> =>
    writeTogether(parts).catch((error: unknown) => {
      if (error instanceof RefusedTogetherError) return write(parts);
      throw error;
    });
  return {
    async commit(changes) {
      try {
        await commit(changes.flatMap((change) => statementsOf(change, dependencies)));
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
