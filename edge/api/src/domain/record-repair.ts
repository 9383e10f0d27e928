import type { Environment } from "@firstframe/contract";

/** What a repair was made on. */
export interface Repaired {
  readonly id: string;
  readonly environment: Environment;
  readonly asset_id?: string | null;
  readonly correlation_id?: string | null;
}

/** Tells by an event that the reconciler has repaired something; in the batch of the repair where that is a change. */
export interface RecordRepair {
  readonly kind: "record_repair";
  /** What was wrong, in a word or a few. */
  readonly what: string;
  readonly of: Repaired;
}
