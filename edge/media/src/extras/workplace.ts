import type { Toolbox } from "../toolbox.ts";

/** Where and with what extras are made. */
export interface Workplace extends Toolbox {
  /** Absolute path of the source. */
  readonly source: string;
}
