import { describe, expect, it } from "vitest";
import { runTrace, traces } from "./traces.ts";

describe("traces", () => {
  it.each(traces.map((trace) => [trace.name, trace] as const))("%s", (_name, trace) => {
    expect(runTrace(trace)).toMatchObject(trace.views);
  });

  it("are data: they survive being written and read as JSON", () => {
    expect(JSON.parse(JSON.stringify(traces))).toEqual(traces);
  });

  it("have names of their own and times that never go back", () => {
    expect(new Set(traces.map(({ name }) => name)).size).toBe(traces.length);
    for (const { signals } of traces) {
      const times = signals.map(({ at }) => at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });
});
