import { viewMeasures, viewState } from "../beacon.ts";
import { newView, type View } from "../view.ts";
import { startsNewView } from "../view-boundary.ts";
import { reduce } from "../view-reducer.ts";
import type { Trace, ViewExpectation } from "./trace.ts";

/** The views of a trace with all of their measures, read at the trace's end or at the view's last signal. */
export function runTrace({ signals, until }: Trace): ViewExpectation[] {
  const over: View[] = [];
  let view = newView(signals[0]?.at ?? 0);
  for (const signal of signals) {
    if (startsNewView(view, signal)) {
      over.push(reduce(view, { type: "left", at: signal.at }));
      view = newView(signal.at);
    }
    view = reduce(view, signal);
  }
  const read = (one: View, now: number): ViewExpectation => ({
    begun: one.begunAt !== null,
    state: viewState(one),
    measures: viewMeasures(one, now),
  });
  return [...over.map((one) => read(one, one.at)), read(view, until ?? view.at)];
}
