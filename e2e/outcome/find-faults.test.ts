import { describe, expect, it } from "vitest";
import type { ClipOutcome } from "./clip-outcome.ts";
import { findFaults } from "./find-faults.ts";

const good: ClipOutcome = {
  ...{ name: "clip.mp4", ending: "ready", renditions: ["v360", "a"] },
  ...{ durationErrorS: 0.03, offsetErrorS: -0.03, frameS: 0.04, playableS: 1, endedS: 2, violations: [] },
};
const ready = { status: "ready", tolerance: {} } as const;
const failed = { status: "failed", code: "source_truncated" } as const;

describe("findFaults", () => {
  it.each([
    ["what is within bounds", good, ready],
    ["a frame more at a low rate", { ...good, durationErrorS: 1, frameS: 1 }, ready],
    ["the expected code", { ...good, ending: "source_truncated" }, failed],
    [
      "what a clip's own tolerance allows",
      { ...good, offsetErrorS: 0.09 },
      { ...ready, tolerance: { offsetS: 0.1 } },
    ],
  ] as const)("lets pass %s", (_, outcome, expected) => {
    expect(findFaults(outcome, expected)).toEqual([]);
  });

  it.each([
    ["too long a duration", { ...good, durationErrorS: 0.05 }, ready, /50 ms too long/],
    ["too short a duration", { ...good, durationErrorS: -0.05 }, ready, /-50 ms too long/],
    ["sound that moved", { ...good, offsetErrorS: -0.06 }, ready, /-60 ms late/],
    ["a failure", { ...good, ending: "processing_failed" }, ready, /ends with processing_failed/],
    ["another code", { ...good, ending: "source_not_media" }, failed, /not with source_truncated/],
    ["no failure", good, failed, /ends with ready/],
    [
      "a broken rule",
      { ...good, violations: [{ section: "RFC 8216bis 4.1", path: "a", message: "no" }] },
      ready,
      /4\.1, a: no/,
    ],
  ] as const)("finds %s", (_, outcome, expected, fault) => {
    expect(findFaults(outcome, expected).join()).toMatch(fault);
  });
});
