import type { ProducedFile } from "@firstframe/contract";

/** One of the extras that was left out. */
export interface SkippedExtra {
  readonly kind: ProducedFile["kind"];
  /** For operators. */
  readonly reason: string;
}
