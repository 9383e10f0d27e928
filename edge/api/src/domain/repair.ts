import { namedLog } from "./named-log.ts";
import type { Services } from "./ports.ts";
import type { Repaired } from "./record-repair.ts";
import { withFirstCommit } from "./with-first-commit.ts";

/**
 * One repair. The first changes that it commits tell by an event that it was made, in the same batch: there is no repair without its
 * event, and no event without its repair. A failure is logged and leaves the others their turn.
 *
 * @param act with the services to do it with
 */
export async function repair(
  services: Services,
  what: string,
  of: Repaired,
  act: (services: Services) => Promise<unknown>,
): Promise<void> {
  const changes = withFirstCommit(services.changes, () => ({ kind: "record_repair", what, of }));
  const log = namedLog(services.log, { correlation_id: of.correlation_id ?? null });
  try {
    await act({ ...services, changes, log });
    if (changes.isWritten()) log("info", `reconciled: ${what}`, { id: of.id });
  } catch (error) {
    log("error", `could not reconcile: ${what}`, { id: of.id, error: String(error) });
  }
}
