import { describe, expect, it } from "vitest";
import { assetMachine, assetProgress, assetStates } from "./asset-state.ts";
import { jobMachine } from "./job-state.ts";
import { canTransition, isTerminal, type StateMachine, sourcesOf } from "./state-machine.ts";
import { taskMachine } from "./task-state.ts";
import { uploadMachine } from "./upload-state.ts";

const machines: [name: string, machine: StateMachine<string>, start: string][] = [
  ["asset", assetMachine, "waiting"],
  ["upload", uploadMachine, "waiting"],
  ["job", jobMachine, "queued"],
  ["task", taskMachine, "queued"],
];

describe.each(machines)("%s", (_name, machine, start) => {
  it("can reach every state from its start, and an end from every state", () => {
    expect(reachable(machine, start)).toEqual(new Set(Object.keys(machine)));
    for (const state of Object.keys(machine)) {
      expect([...reachable(machine, state)].some((end) => isTerminal(machine, end))).toBe(true);
    }
  });

  it("lets nothing follow an end", () => {
    const ends = Object.keys(machine).filter((state) => isTerminal(machine, state));
    expect(ends).toContain("canceled");
    for (const end of ends) {
      for (const to of Object.keys(machine)) expect(canTransition(machine, end, to)).toBe(false);
    }
  });
});

describe("sourcesOf", () => {
  it("is the inverse of canTransition", () => {
    for (const to of assetStates) {
      for (const from of assetStates) {
        expect(sourcesOf(assetMachine, to).includes(from)).toBe(canTransition(assetMachine, from, to));
      }
    }
  });
});

describe("assetProgress", () => {
  it("runs from 0 to 1 over upload and processing, and never backwards", () => {
    const steps = [
      assetProgress("waiting", 0, 0),
      assetProgress("uploading", 0.3, 0),
      assetProgress("uploading", 1, 0),
      assetProgress("processing", 1, 0),
      assetProgress("processing", 1, 0.6),
      assetProgress("playable", 1, 0.9),
      assetProgress("ready", 1, 1),
    ];
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.at(0)).toBe(0);
    expect(steps.at(-1)).toBe(1);
  });

  it("stays within 0 and 1 whatever it is given", () => {
    for (const share of [Number.NaN, -1, 2, Number.POSITIVE_INFINITY]) {
      const progress = assetProgress("processing", share, share);
      expect(progress).toBeGreaterThanOrEqual(0);
      expect(progress).toBeLessThanOrEqual(1);
    }
  });
});

function reachable(machine: StateMachine<string>, from: string): Set<string> {
  const seen = new Set([from]);
  for (const state of seen) for (const next of machine[state] ?? []) seen.add(next);
  return seen;
}
