import type { Expected } from "../system/zoo/zoo-clip.ts";
import type { ClipOutcome } from "./clip-outcome.ts";

/** Seconds that nobody notices: between sound and picture (EBU R 37), and at the end. */
const unnoticedS = 0.04;

/** What is wrong with an outcome, one sentence each; none when it is as expected. */
export function findFaults(outcome: ClipOutcome, expected: Expected): string[] {
  const { ending, durationErrorS, offsetErrorS, frameS, violations } = outcome;
  if (expected.status === "failed") {
    return ending === expected.code ? [] : [`it ends with ${ending}, not with ${expected.code}`];
  }
  if (ending !== "ready") return [`it ends with ${ending}`];
  const faults = violations.map(({ section, path, message }) => `${section}, ${path}: ${message}`);
  const longest = expected.tolerance.durationS ?? Math.max(unnoticedS, frameS ?? 0);
  if (exceeds(durationErrorS, longest)) faults.push(`it is ${inMs(durationErrorS)} too long`);
  const latest = expected.tolerance.offsetS ?? unnoticedS;
  if (exceeds(offsetErrorS, latest)) faults.push(`its sound is ${inMs(offsetErrorS)} late`);
  return faults;
}

function exceeds(error: number | null, bound: number): boolean {
  // A millisecond for the rounding of times in files and in the API.
  return error !== null && Math.abs(error) > bound + 0.001;
}

function inMs(seconds: number | null): string {
  return `${Math.round((seconds ?? 0) * 1000)} ms`;
}
