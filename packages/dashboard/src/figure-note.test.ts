import { describe, expect, it } from "vitest";
import { figureNote, sampleNote } from "./figure-note.ts";

const interval = { level: 0.95, low: 310, high: 480 };

describe("figureNote", () => {
  it("states the interval when there is one", () => {
    expect(figureNote({ metric: "startup_time", value: 412, interval, n: 40, minimum_n: 20 })).toBe(
      "95 %: 310–480 ms",
    );
  });

  it("says why there is none", () => {
    const few = { metric: "startup_time", value: 412, interval: null, n: 3, minimum_n: 1 } as const;
    expect(figureNote(few)).toBe("too few views for an interval");
    expect(figureNote({ ...few, value: null, minimum_n: 20 })).toBe("no figure below 20 views");
    expect(figureNote({ ...few, value: null, n: 0 })).toBe("nothing measured in this time");
    expect(figureNote({ metric: "views", value: 3, interval: null, n: 3, minimum_n: 1 })).toBe(
      "counted, so there is no interval",
    );
  });
});

describe("sampleNote", () => {
  it("minds the number", () => {
    expect(sampleNote(1)).toBe("from 1 view");
    expect(sampleNote(1200)).toBe("from 1,200 views");
  });
});
