import type { ViewMeasures, ViewState } from "@firstframe/contract";
import type { Signal } from "../signal.ts";

/** What must come out of one view of a trace; measures that are not named are not looked at. */
export interface ViewExpectation {
  readonly begun: boolean;
  readonly state: ViewState;
  readonly measures: Partial<ViewMeasures>;
}

/** A recording of signals with the values that any implementation of the metrics must find in it. */
export interface Trace {
  readonly name: string;
  /** What the trace is about, and why the values are what they are. */
  readonly about: string;
  readonly signals: readonly Signal[];
  /** When the measures are read; without it, at the last signal. */
  readonly until?: number;
  /** One for each view, in order. */
  readonly views: readonly ViewExpectation[];
}
